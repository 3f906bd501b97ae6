/** A kind of document in words; one that this version does not know stays as it is. `t` knows `documents`. */
export function kindText(t: unknown, kind: string): string {
  const say = t as (key: string, options: { defaultValue: string }) => string;
  return say(`documents:kind.${kind}`, { defaultValue: kind });
}
