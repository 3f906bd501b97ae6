/**
 * Beginnings of a cell that spreadsheets may take for a formula (OWASP, CSV injection), with the wide forms that some
 * turn into them.
 */
const start = /^[=+\-@\t\r\n＝＋－＠]/;
/** Numbers with a sign, international telephone numbers, a lone dash: nothing that could run. */
const harmless = /^[+-][\d\s.,()]*$/;

/** True for a text that a spreadsheet may take for a formula and that is more than a number with a sign. */
export function looksLikeFormula(text: string): boolean {
  return start.test(text) && !harmless.test(text);
}

/** A text as a CSV cell may hold it: with an apostrophe in front when a spreadsheet could take it for a formula. */
export function shielded(text: string): string {
  return start.test(text.replace(/^'+/, "")) ? `'${text}` : text;
}

/** The text of a cell that `shielded` wrote. Other texts are left as they are. */
export function unshielded(text: string): string {
  return text.startsWith("'") && start.test(text.replace(/^'+/, "")) ? text.slice(1) : text;
}
