import type { Life, Stay } from "./life.ts";
import {
  changeOwner,
  renameAccount,
  renameNational,
  renamePatient,
  sayIdentity,
  sayUpdate,
} from "./story-identities.ts";
import { leave, leaveForgotten } from "./story-leaves.ts";
import {
  changeBed,
  changeDoctor,
  changeMedicalUnit,
  forgottenMedicalChange,
  theatreStay,
  theatreVisit,
  toOutpatient,
  transfer,
  transferAnnounced,
  wrongTransfer,
} from "./story-transfers.ts";

type Incident = (life: Life, stay: Stay) => void;

/** How often each thing happens to a patient in a bed, relative to the others. */
const incidents: readonly (readonly [number, Incident])[] = [
  [14, transfer],
  [5, transferAnnounced],
  [9, changeBed],
  [5, changeMedicalUnit],
  [2, forgottenMedicalChange],
  [4, wrongTransfer],
  [10, theatreVisit],
  [5, theatreStay],
  [10, leave],
  [2, leaveForgotten],
  [5, changeDoctor],
  [2, toOutpatient],
  [12, sayIdentity],
  [5, sayUpdate],
  [2, changeOwner],
  [1, renameAccount],
  [2, renameNational],
  [1, renamePatient],
];

/** One incident of a patient who lies in a ward and to whom nothing else happens now. */
export function incident(life: Life, stay: Stay): void {
  if (stay.place.bed !== "") life.draw.weighted(incidents)?.(life, stay);
}
