/** True when lists and objects stand one in the other more than `depthMax` times. Counts without recursion. */
export function deeperThan(json: unknown, depthMax: number): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return true;
    level = level.flatMap((it) => (typeof it === "object" && it !== null ? Object.values(it) : []));
  }
  return false;
}
