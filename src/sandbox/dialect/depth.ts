/** True when lists and objects stand one in the other more than `depthMax` times. Never goes deeper than that itself. */
export function deeperThan(json: unknown, depthMax: number): boolean {
  if (typeof json !== "object" || json === null) return depthMax < 0;
  if (depthMax < 0) return true;
  if (Array.isArray(json)) return json.some((item) => deeperThan(item, depthMax - 1));
  const members = json as Readonly<Record<string, unknown>>;
  for (const name in members) if (deeperThan(members[name], depthMax - 1)) return true;
  return false;
}
