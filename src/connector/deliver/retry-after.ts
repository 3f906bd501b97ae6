/**
 * How long the server asks to wait, from a `Retry-After` header in seconds or as an HTTP date (RFC 9110 §10.2.3).
 * `undefined` when absent or unreadable; never negative, never above `maxMs`.
 */
export function retryAfterMs(header: string | undefined, nowMs: number, maxMs: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text) * 1000, maxMs);
  // Date.parse takes bare numbers and many other texts for dates; an HTTP date starts with the name of a day.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(0, at - nowMs), maxMs);
}
