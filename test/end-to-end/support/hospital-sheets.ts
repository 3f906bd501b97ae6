import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { dropFile } from "../../../src/simulator/drop-file.ts";
import type { HospitalModel } from "../../../src/simulator/hospital.ts";
import { bedsSheet, closingsSheet } from "../../../src/simulator/hospital-sheets.ts";
import { until } from "../../support/rig.ts";

/** Drops the register and the closings of the hospital and waits until they are taken. */
export async function writeSheets(hospital: HospitalModel, inbox: string): Promise<void> {
  await dropFile(inbox, "beds.csv", bedsSheet(hospital));
  await dropFile(inbox, "closings.csv", closingsSheet(hospital));
  await until(
    "the sheets to be taken",
    () => !readdirSync(inbox).some((name) => name.endsWith(".csv")) && existsSync(join(inbox, "done")),
  );
}
