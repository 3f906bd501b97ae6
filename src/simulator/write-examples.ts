import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exampleOptions, type HospitalModel, hospitalModel } from "./hospital.ts";
import { bedsSheet, closingsSheet, placesSheet } from "./hospital-sheets.ts";

/** The files of `examples/hospital`, by name. */
export function exampleFiles(
  hospital: HospitalModel = hospitalModel(exampleOptions),
): Record<string, string> {
  return {
    "beds.csv": bedsSheet(hospital),
    "closings.csv": closingsSheet(hospital),
    "places.csv": placesSheet(hospital),
  };
}

/** Run by itself (`node src/simulator/write-examples.ts`), it writes the files anew. */
if (import.meta.main) {
  const folder = join(import.meta.dirname, "../../examples/hospital");
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(exampleFiles())) await writeFile(join(folder, name), text);
}
