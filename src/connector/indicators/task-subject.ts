/** What a task is about, as one text: with its reason it says whether two alarms are the same one. */
export function placeSubject(placeId: string): string {
  return `place ${placeId}`;
}

export function familySubject(placeId: string, family: string): string {
  return `place ${placeId} family ${family}`;
}

export function establishmentSubject(target: string, establishment: string): string {
  return `target ${target} establishment ${establishment}`;
}

export function targetSubject(target: string): string {
  return `target ${target}`;
}

export function foreignRowsSubject(placeId: string): string {
  return `place ${placeId} foreign rows`;
}

export function readBackSubject(target: string): string {
  return `target ${target} read-back`;
}
