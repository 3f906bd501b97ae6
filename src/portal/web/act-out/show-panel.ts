/** Brings a panel's heading into sight and reads it out; `false` when the page has no such panel now. */
export function showPanel(id: string): boolean {
  const heading = document.getElementById(id);
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
  return true;
}
