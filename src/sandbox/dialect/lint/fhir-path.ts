/** Longer paths are not looked at. */
const PATH_MAX_CHARACTERS = 4000;

/**
 * True when a text is FHIRPath by its grammar. It is parsed, never run: a path is a program that the client sends
 * (dependencies §6). The engine is loaded at the first use.
 */
export async function pathIsFhirPath(text: string): Promise<boolean> {
  if (text.length > PATH_MAX_CHARACTERS) return false;
  const { default: fhirpath } = await import("fhirpath");
  try {
    fhirpath.parse(text);
    return true;
  } catch {
    return false;
  }
}
