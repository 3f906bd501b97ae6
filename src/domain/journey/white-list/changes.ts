import { csvOf } from "../csv.ts";
import type { JourneyFacts } from "../facts.ts";
import { type JudgedRequest, judgedRequests } from "./state.ts";

/** One change of the white list as ANS and tools take it. */
export interface WhiteListChange {
  readonly change: "add" | "remove";
  readonly subjectDn: string;
  /** SHA-256, upper-case hexadecimal in pairs. */
  readonly fingerprint: string;
  readonly idNatStruct: string;
  readonly name: string;
  /** Day on which ANS was told, YYYY-MM-DD. */
  readonly askedOn: string;
  /** Day from which it is to hold, YYYY-MM-DD. */
  readonly from: string;
  readonly state: JudgedRequest["state"]["kind"];
}

/**
 * Every change that the standing requests ask for, in their order. A certificate that comes in the place of another one
 * takes its establishments away from that one.
 */
export function whiteListChanges(facts: JourneyFacts): readonly WhiteListChange[] {
  return judgedRequests(facts).flatMap((judged) => {
    const { request, state } = judged;
    const { certificate, replaces, takeoverOn } = request;
    const askedOn = facts.records.find(
      ({ move, subject, withdrawnAt }) =>
        move === "white-list-requested" && subject === request.id && withdrawnAt === null,
    );
    const day = askedOn?.date ?? state.on;
    const lines = (change: "add" | "remove", of: typeof certificate, list: typeof request.add) =>
      list.map(
        ({ idNatStruct, name }): WhiteListChange => ({
          change,
          subjectDn: of.subjectDn,
          fingerprint: of.fingerprint,
          idNatStruct,
          name,
          askedOn: day,
          from: takeoverOn !== null && takeoverOn > day ? takeoverOn : day,
          state: state.kind,
        }),
      );
    return [
      ...lines("remove", certificate, request.remove),
      ...(replaces === null ? [] : lines("remove", replaces, request.add)),
      ...lines("add", certificate, request.add),
    ];
  });
}

/** Columns of the sheet, in order. */
const columns = [
  "change",
  "subjectDn",
  "fingerprint",
  "idNatStruct",
  "name",
  "askedOn",
  "from",
  "state",
] as const satisfies readonly (keyof WhiteListChange)[];

/** The changes as CSV for spreadsheets, with the names of the columns as in the JSON. */
export function changesCsv(changes: readonly WhiteListChange[]): string {
  return csvOf([columns, ...changes.map((change) => columns.map((column) => change[column]))]);
}
