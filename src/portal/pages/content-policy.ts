const nonceMark = "__STYLE_NONCE__";

/**
 * Policy of a page: scripts from our own files alone; styles from our own files, and those that Mantine writes into
 * the page with the nonce of this load. Trusted types stay required: the one policy of the pages (`default`, in
 * web/app/trusted-types.ts) lets through style text, which React sets as inner HTML, and refuses whatever has a tag.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");
}

/** The page with the nonce of this load, and the title until the application sets its own. */
export function fillPage(html: string, nonce: string, title: string): string {
  return html.replaceAll(nonceMark, nonce).replaceAll("__TITLE__", escapeHtml(title));
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
