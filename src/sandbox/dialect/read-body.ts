import { z } from "zod";
import type { Behaviour } from "../settings.ts";
import { deeperThan } from "./depth.ts";
import { type PathReading, readPath } from "./read-path.ts";
import { problemsOf, readValue, type ShapeProblem, type ValueReading } from "./read-value.ts";

export type OperationType = "add" | "replace" | "delete";

/** The one operation of a capacity PATCH as sent. */
export interface SentOperation {
  readonly type: OperationType;
  readonly path: PathReading;
  /** The path as it came. */
  readonly pathText: string;
  readonly value: ValueReading;
}

export type BodyReading =
  | { readonly kind: "not-json" }
  | { readonly kind: "not-dialect"; readonly problems: readonly ShapeProblem[] }
  | { readonly kind: "operation"; readonly operation: SentOperation };

const operationType = z.enum(["add", "replace", "delete"]);

/** `value` has one part without a name, which holds the extension: so it is published (ror-api §5.2). */
const part = z.discriminatedUnion("name", [
  z
    .strictObject({
      name: z.literal("type"),
      valueString: operationType.optional(),
      valueCode: operationType.optional(),
    })
    .refine((it) => (it.valueString === undefined) !== (it.valueCode === undefined)),
  z.strictObject({ name: z.literal("path"), valueString: z.string() }),
  z.strictObject({
    name: z.literal("value"),
    part: z.array(z.strictObject({ extension: z.array(z.unknown()).length(1) })).length(1),
  }),
]);
/** A published body is 15 deep. */
const DEPTH_MAX = 40;

const parameters = z.strictObject({
  resourceType: z.literal("Parameters"),
  id: z.string().max(64).optional(),
  parameter: z.array(z.strictObject({ name: z.literal("operation"), part: z.array(part).max(3) })).length(1),
});

/** Keeps nothing between two bodies: each is decoded whole. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Reads a PATCH body in the published dialect: `Parameters`, one operation, its parts in any order. */
export function readBody(body: Uint8Array, settings: Pick<Behaviour, "operationType">): BodyReading {
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(body));
  } catch {
    return { kind: "not-json" };
  }
  if (deeperThan(json, DEPTH_MAX)) {
    return { kind: "not-dialect", problems: [{ issueCode: "structure", where: "", why: "trop imbriqué" }] };
  }
  const read = parameters.safeParse(json);
  if (!read.success) return { kind: "not-dialect", problems: problemsOf(read.error, "") };
  const parts = read.data.parameter[0]?.part ?? [];
  const problems = [
    ...missingOrRepeated(parts.map((it) => it.name)),
    ...(settings.operationType === "any" ? [] : codedTypes(parts)),
  ];
  if (problems.length > 0) return { kind: "not-dialect", problems };
  return { kind: "operation", operation: operationOf(parts) };
}

function operationOf(parts: readonly z.infer<typeof part>[]): SentOperation {
  let type: OperationType = "add";
  let path: PathReading = { kind: "list" };
  let pathText = "";
  let value: ValueReading = { kind: "absent" };
  for (const it of parts) {
    switch (it.name) {
      case "type":
        type = it.valueString ?? it.valueCode ?? type;
        break;
      case "path":
        path = readPath(it.valueString);
        pathText = it.valueString;
        break;
      case "value":
        value = readValue(it.part[0]?.extension[0]);
        break;
    }
  }
  return { type, path, pathText, value };
}

/** The published bodies say the type in a `valueString`; FHIRPath Patch has a `valueCode` (DIFFERENCES.md). */
function codedTypes(parts: readonly z.infer<typeof part>[]): ShapeProblem[] {
  return parts
    .filter((it) => it.name === "type" && it.valueCode !== undefined)
    .map(() => ({ issueCode: "structure", where: "type", why: "valueCode au lieu de valueString" }));
}

function missingOrRepeated(names: readonly string[]): ShapeProblem[] {
  const problems: ShapeProblem[] = [];
  for (const name of ["type", "path"]) {
    if (!names.includes(name)) problems.push({ issueCode: "required", where: name, why: "absente" });
  }
  if (new Set(names).size !== names.length) {
    problems.push({ issueCode: "structure", where: "part", why: "présente deux fois" });
  }
  return problems;
}
