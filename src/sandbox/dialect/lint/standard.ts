import { deeperThan } from "../depth.ts";
import { pathIsFhirPath } from "./fhir-path.ts";
import { type StandardCode, standardTexts } from "./standard-texts.ts";

/** Why a body is no standard FHIRPath Patch. */
export interface StandardReason {
  readonly code: StandardCode;
  /** Where, from the top of the resource. */
  readonly where: string;
  readonly clause: string;
  readonly fr: string;
  readonly en: string;
}

type Members = Readonly<Record<string, unknown>>;

const DEPTH_MAX = 100;
const REASONS_MAX = 50;
const types = new Set(["add", "insert", "delete", "replace", "move"]);
const partNames = new Set(["type", "path", "name", "value", "index", "source", "destination"]);

/** What FHIR R4 finds wrong (§3.1.0.5.5 and the Parameters resource): nothing for a standard FHIRPath Patch. */
export async function standardReasons(body: Uint8Array): Promise<readonly StandardReason[]> {
  const reasons: StandardReason[] = [];
  const add = (code: StandardCode, where: string): void => {
    if (reasons.length < REASONS_MAX) reasons.push({ code, where, ...standardTexts[code] });
  };
  const json = readJson(body);
  if (json === undefined || deeperThan(json, DEPTH_MAX)) add("not-json", "");
  else if (!isMembers(json) || json["resourceType"] !== "Parameters") add("not-parameters", "");
  else await judgeParameters(json, add);
  return reasons;
}

type Add = (code: StandardCode, where: string) => void;

async function judgeParameters(resource: Members, add: Add): Promise<void> {
  const parameters = listIn(resource["parameter"]);
  if (!parameters.some((it) => it["name"] === "operation")) add("no-operation", "parameter");
  for (const [index, parameter] of parameters.entries()) {
    const where = `parameter[${index}]`;
    judgePart(parameter, where, add);
    if (parameter["name"] === "operation") await judgeOperation(parameter, where, add);
    else add("other-parameter", where);
  }
}

/** The Parameters resource itself: a name, and one content, at every level. */
function judgePart(part: Members, where: string, add: Add): void {
  if (typeof part["name"] !== "string" || part["name"] === "") add("name-missing", where);
  const members = Object.keys(part);
  const values = members.filter((member) => /^value[A-Z]/.test(member));
  const contents = [...values, ...members.filter((member) => member === "resource" || member === "part")];
  if (contents.length !== 1) add("one-content", where);
  for (const member of members) {
    const known =
      contents.includes(member) || ["name", "id", "extension", "modifierExtension"].includes(member);
    if (!known && !/^_value[A-Z]/.test(member)) add("member-unknown", `${where}.${member}`);
  }
  for (const [index, inner] of listIn(part["part"]).entries()) {
    judgePart(inner, `${where}.part[${index}]`, add);
  }
}

async function judgeOperation(operation: Members, where: string, add: Add): Promise<void> {
  const parts = new Map<string, Members>();
  for (const part of listIn(operation["part"])) {
    const name = typeof part["name"] === "string" ? part["name"] : "";
    if (parts.has(name)) add("part-repeated", `${where}.${name}`);
    if (name !== "" && !partNames.has(name)) add("part-unknown", `${where}.${name}`);
    parts.set(name, part);
  }
  const type = typeOf(parts.get("type"), where, add);
  await judgePath(parts.get("path"), where, add);
  judgeMembers(type, parts, where, add);
}

/** The type that is meant, even when it is not said as it should be. */
function typeOf(part: Members | undefined, where: string, add: Add): string | undefined {
  if (!part) {
    add("type-missing", where);
    return undefined;
  }
  const code = part["valueCode"];
  if (typeof code === "string" && types.has(code)) return code;
  add("type-code", `${where}.type`);
  const meant = part["valueString"];
  return typeof meant === "string" && types.has(meant) ? meant : undefined;
}

async function judgePath(part: Members | undefined, where: string, add: Add): Promise<void> {
  const path = part?.["valueString"];
  if (typeof path !== "string") add("path-missing", where);
  else if (!(await pathIsFhirPath(path))) add("path-unreadable", `${where}.path`);
}

function judgeMembers(
  type: string | undefined,
  parts: ReadonlyMap<string, Members>,
  where: string,
  add: Add,
): void {
  const value = parts.has("value");
  if (type === "add" && typeof parts.get("name")?.["valueString"] !== "string") add("add-name", where);
  if ((type === "add" || type === "insert" || type === "replace") && !value) add("value-missing", where);
  if ((type === "delete" || type === "move") && value) add("value-surplus", where);
  const positions = type === "insert" ? ["index"] : type === "move" ? ["source", "destination"] : [];
  if (positions.some((name) => !Number.isInteger(parts.get(name)?.["valueInteger"]))) {
    add("index-missing", where);
  }
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function listIn(value: unknown): Members[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
