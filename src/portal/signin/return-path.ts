const pathMaxLength = 500;
/** Only a base to read the path by; never sent anywhere. */
const anyOrigin = "http://portal.invalid";

/**
 * Where the browser goes after the sign-in: a path of this portal, else `/`. Addresses of other sites come in many
 * spellings (`//host`, `/\host`, a tab inside); what a browser would read as another origin is not taken.
 */
export function safeReturnPath(text: unknown): string {
  if (typeof text !== "string" || text.length > pathMaxLength || !text.startsWith("/")) return "/";
  if (/[\\\u0000-\u0020\u007f]/.test(text) || !URL.canParse(text, anyOrigin)) return "/";
  const url = new URL(text, anyOrigin);
  const path = url.pathname + url.search + url.hash;
  // Dots in the path may leave `//host` behind: `/.//host`.
  if (url.origin !== anyOrigin || path.startsWith("//")) return "/";
  return /^\/(sign-in|sign-out|oidc)(\/|\?|#|$)/.test(path) ? "/" : path;
}
