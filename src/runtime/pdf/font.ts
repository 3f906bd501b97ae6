import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const files = { 400: "DejaVuSans.ttf", 700: "DejaVuSans-Bold.ttf" } as const;

/**
 * DejaVu Sans, from the package that is installed with Raccord: no machine has to have it, and the standard PDF fonts lack
 * signs of French texts and of names from elsewhere in Europe.
 */
export function dejavuSans(weight: 400 | 700): Buffer {
  return readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${files[weight]}`)));
}
