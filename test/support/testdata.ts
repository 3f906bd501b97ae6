import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Folder of the shared HL7 test data, beside the checkout; `undefined` where it is not there. */
const root = resolve(import.meta.dirname, "../../../shared/testdata/hl7v2");
export const testdata: string | undefined = existsSync(root) ? root : undefined;

/** Bytes of one file of the test data. */
export function testdataBytes(path: string): Buffer {
  return readFileSync(resolve(root, path));
}

export function testdataJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(resolve(root, path), "utf8")) as Value;
}

/** Names in a folder of the test data, sorted. */
export function testdataNames(folder: string): string[] {
  return readdirSync(resolve(root, folder)).sort();
}

/** Frames of a stream, cut by hand so that no decoder of ours is trusted. Frame bytes included. */
export function rawFrames(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf("\x1c\r", start, "latin1");
    if (end < 0) break;
    frames.push(bytes.subarray(start, end + 2));
    start = end + 2;
  }
  return frames;
}

/** The bed register of feed-small, read by hand. */
export function feedSmallBeds(): { unit: string; room: string; bed: string; open: boolean }[] {
  return testdataBytes("feeds/feed-small/beds.csv")
    .toString("utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [unit = "", , room = "", bed = "", state] = line.split(";");
      return { unit, room, bed, open: state === "OUVERT" };
    });
}

/** Asserts that `actual` contains everything in `expected`; members that `expected` does not name are ignored. */
export function missing(actual: unknown, expected: unknown, path = ""): string[] {
  if (expected !== null && typeof expected === "object" && !Array.isArray(expected)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      missing((actual as Record<string, unknown> | undefined | null)?.[name], value, `${path}/${name}`),
    );
  }
  const same = JSON.stringify(actual ?? null) === JSON.stringify(expected ?? null);
  return same ? [] : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}
