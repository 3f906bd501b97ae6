import { z } from "zod";
import { CAPACITY_URL, type Combination, isKeyAttribute } from "./capacity-url.ts";
import { CODE_FORM, combinationOf } from "./read-path.ts";

/** One coded sub-extension as sent. */
interface SentCoding {
  readonly url: string;
  readonly system: string | undefined;
  readonly code: string;
}

/** A whole capacity record as sent: readable, not yet judged. */
export interface SentRecord {
  readonly combination: Combination;
  readonly capacityType: string;
  readonly capacitySourceType: string;
  readonly nbCapacity: number;
  readonly capacityUpdateDate: string;
  readonly codings: readonly SentCoding[];
  /** Addresses of sub-extensions that the profile does not know. */
  readonly unknownUrls: readonly string[];
  /** The extension, member for member as it came. */
  readonly extension: unknown;
}

export interface ShapeProblem {
  /** Code of the FHIR issue-type list. */
  readonly issueCode: "structure" | "required" | "value";
  readonly where: string;
  readonly why: string;
}

export type ValueReading =
  | { readonly kind: "absent" }
  | { readonly kind: "record"; readonly record: SentRecord }
  | { readonly kind: "misshapen"; readonly problems: readonly ShapeProblem[] };

const id = z.string().max(64).optional();
const coding = z.strictObject({
  id,
  system: z.string().max(500).optional(),
  version: z.string().max(100).optional(),
  code: z.string().regex(CODE_FORM),
  display: z.string().max(500).optional(),
  userSelected: z.boolean().optional(),
});
const coded = z.strictObject({
  id,
  url: z.string(),
  valueCodeableConcept: z.strictObject({
    id,
    coding: z.array(coding).length(1),
    text: z.string().max(500).optional(),
  }),
});
const counted = z.strictObject({ id, url: z.string(), valueInteger: z.number() });
const dated = z.strictObject({ id, url: z.string(), valueDateTime: z.string().max(100) });
const commented = z.strictObject({ id, url: z.string(), valueString: z.string().min(1).max(10_000) });
const outer = z.strictObject({
  id,
  extension: z.array(z.looseObject({ url: z.string().max(500) })).max(50),
  url: z.literal(CAPACITY_URL),
});

const mandatory = [
  "nbCapacity",
  "capacityUpdateDate",
  "capacityStatus",
  "capacityType",
  "temporalityCapacity",
  "capacitySourceType",
  "temporaryAssignement",
] as const;
const codedUrls = new Set(["capacityType", "capacitySourceType"]);

/** Reads the extension of an add or a replace against the profile of the capacity extension (ror-api §6.1). */
export function readValue(extension: unknown): ValueReading {
  const read = outer.safeParse(extension);
  if (!read.success) return misshapen(problemsOf(read.error, ""));
  const problems: ShapeProblem[] = [];
  const seen = new Set<string>();
  const codings: SentCoding[] = [];
  const unknownUrls: string[] = [];
  let nbCapacity = Number.NaN;
  let capacityUpdateDate = "";
  for (const sub of read.data.extension) {
    const { url } = sub;
    if (seen.has(url)) problems.push({ issueCode: "structure", where: url, why: "présente deux fois" });
    seen.add(url);
    if (url === "nbCapacity") {
      nbCapacity = take(counted, sub, problems)?.valueInteger ?? nbCapacity;
    } else if (url === "capacityUpdateDate") {
      capacityUpdateDate = take(dated, sub, problems)?.valueDateTime ?? capacityUpdateDate;
    } else if (url === "comment") take(commented, sub, problems);
    else if (codedUrls.has(url) || isKeyAttribute(url)) {
      const [first] = take(coded, sub, problems)?.valueCodeableConcept.coding ?? [];
      if (first) codings.push({ url, system: first.system, code: first.code });
    } else unknownUrls.push(url);
  }
  for (const url of mandatory) {
    if (!seen.has(url)) problems.push({ issueCode: "required", where: url, why: "absente" });
  }
  if (problems.length > 0) return misshapen(problems);
  const codes = new Map(codings.map(({ url, code }) => [url, code]));
  return {
    kind: "record",
    record: {
      combination: combinationOf(codes),
      capacityType: codes.get("capacityType") ?? "",
      capacitySourceType: codes.get("capacitySourceType") ?? "",
      nbCapacity,
      capacityUpdateDate,
      codings,
      unknownUrls,
      extension,
    },
  };
}

function take<Shape>(
  schema: z.ZodType<Shape>,
  sub: { url: string },
  problems: ShapeProblem[],
): Shape | undefined {
  const read = schema.safeParse(sub);
  if (read.success) return read.data;
  problems.push(...problemsOf(read.error, sub.url));
  return undefined;
}

/** Where a shape is wrong; the offending text itself is not quoted. */
export function problemsOf(error: z.ZodError, under: string): ShapeProblem[] {
  return error.issues.slice(0, 10).map((issue) => ({
    issueCode: issue.code === "invalid_type" || issue.code === "unrecognized_keys" ? "structure" : "value",
    where: [under, ...issue.path.map(String)].filter((part) => part !== "").join("."),
    why: issue.code === "unrecognized_keys" ? "membre inconnu" : "forme inattendue",
  }));
}

function misshapen(problems: readonly ShapeProblem[]): ValueReading {
  return { kind: "misshapen", problems };
}
