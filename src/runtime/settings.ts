import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { RaccordError } from "./errors/raccord-error.ts";

/** Prefix of environment variables that stand for settings: `RACCORD__http__port=8080` is `http.port`. */
const environmentPrefix = "RACCORD__";

/** Where the raw settings of one part come from; a later source wins, member by member. */
export interface SettingsSources {
  /** JSON file; must exist when named. */
  readonly file?: string;
  /** Member of the file that holds this part's settings (`connector`, `sandbox`, `portal`). */
  readonly section: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the settings of one part: its section of the file, then environment variables of the same names
 * (`RACCORD__connector__http__port`). Unknown keys are refused, with the nearest known name.
 *
 * Throws RaccordError `connector.bad-settings` that lists every fault with its place.
 */
export function loadSettings<Schema extends z.ZodType>(
  schema: Schema,
  sources: SettingsSources,
): z.output<Schema> {
  const raw = withEnvironment(readSection(sources), sources);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const where = sources.file ?? "settings";
  const faults = parsed.error.issues.map((issue) => `  ${faultLine(schema, issue)}`);
  throw new RaccordError("connector.bad-settings", `${where}\n${faults.join("\n")}`);
}

function readSection(sources: SettingsSources): unknown {
  if (sources.file === undefined) return {};
  if (!existsSync(sources.file))
    throw new RaccordError("connector.bad-settings", `${sources.file} does not exist`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(sources.file, "utf8"));
  } catch (error) {
    throw new RaccordError("connector.bad-settings", `${sources.file} is not JSON: ${String(error)}`);
  }
  if (!isObject(content))
    throw new RaccordError("connector.bad-settings", `${sources.file} must hold one JSON object`);
  const known = new Set(["$schema", "connector", "sandbox", "portal"]);
  for (const key of Object.keys(content)) {
    if (!known.has(key)) {
      throw new RaccordError(
        "connector.bad-settings",
        `${sources.file}: unknown key ${key}${suggestion(key, [...known])}`,
      );
    }
  }
  return content[sources.section] ?? {};
}

function withEnvironment(raw: unknown, sources: SettingsSources): unknown {
  const result: unknown = structuredClone(raw);
  const prefix = `${environmentPrefix}${sources.section}__`;
  for (const [name, value] of Object.entries(sources.environment)) {
    if (!name.startsWith(prefix) || value === undefined) continue;
    assign(result, name.slice(prefix.length).split("__"), value);
  }
  return result;
}

function assign(target: unknown, path: readonly string[], text: string): void {
  const [head, ...rest] = path;
  if (head === undefined || (!isObject(target) && !Array.isArray(target))) return;
  const holder = target as Record<string, unknown>;
  if (rest.length === 0) {
    holder[head] = literal(text);
    return;
  }
  if (holder[head] === undefined) holder[head] = {};
  assign(holder[head], rest, text);
}

/** Numbers, booleans, lists and objects are written as JSON; anything else is text. */
function literal(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function faultLine(schema: z.ZodType, issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? "" : `${issue.path.map(String).join(".")}: `;
  if (issue.code !== "unrecognized_keys") return `${place}${issue.message}`;
  const known = knownKeys(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), issue.path);
  return `${place}${issue.keys.map((key) => `unknown key ${key}${suggestion(key, known)}`).join("; ")}`;
}

/** Names that the schema knows at a place. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): string[] {
  let current: unknown = schema;
  for (const step of path) {
    if (!isObject(current)) return [];
    const properties = isObject(current["properties"]) ? current["properties"] : {};
    current = typeof step === "number" ? current["items"] : properties[String(step)];
  }
  return isObject(current) && isObject(current["properties"]) ? Object.keys(current["properties"]) : [];
}

function suggestion(key: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({ name, distance: distance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= Math.max(2, Math.floor(key.length / 3))
    ? ` (did you mean ${near.name}?)`
    : "";
}

/** Number of single-character edits between two words. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + cost,
        ),
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
