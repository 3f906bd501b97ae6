import type { Place } from "./bed-book.ts";
import type { HospitalModel } from "./hospital.ts";
import { consultations, theatre } from "./hospital-units.ts";
import type { Person } from "./people.ts";
import type { Stamps } from "./stamps.ts";

/** MSH-9.3 by trigger (hl7-pam-fr §2). */
export const structures: Readonly<Record<string, string>> = {
  A01: "ADT_A01",
  A02: "ADT_A02",
  A03: "ADT_A03",
  A04: "ADT_A01",
  A05: "ADT_A05",
  A06: "ADT_A06",
  A07: "ADT_A06",
  A08: "ADT_A01",
  A09: "ADT_A09",
  A10: "ADT_A09",
  A11: "ADT_A09",
  A12: "ADT_A12",
  A13: "ADT_A01",
  A14: "ADT_A05",
  A15: "ADT_A15",
  A16: "ADT_A16",
  A20: "ADT_A20",
  A21: "ADT_A21",
  A22: "ADT_A21",
  A25: "ADT_A21",
  A26: "ADT_A21",
  A27: "ADT_A21",
  A28: "ADT_A05",
  A31: "ADT_A05",
  A38: "ADT_A38",
  A40: "ADT_A39",
  A44: "ADT_A43",
  A47: "ADT_A30",
  A49: "ADT_A30",
  A52: "ADT_A52",
  A53: "ADT_A52",
  A54: "ADT_A54",
  A55: "ADT_A52",
  Z80: "ADT_A01",
  Z99: "ADT_A01",
};

/** The movement segment (hl7-pam-fr §3.2). Times are simulated. */
export interface ZbeSpec {
  readonly number: number;
  readonly atMs: number;
  readonly action: "INSERT" | "UPDATE" | "CANCEL";
  readonly historic: boolean;
  /** ZBE-6; required for Z99. */
  readonly original?: string;
  readonly medical?: string;
  readonly nursing?: string;
  readonly nature: string;
}

/** The visit segment. Times are simulated. */
export interface Pv1Spec {
  readonly patientClass: string;
  readonly place: Place;
  readonly previous?: Place;
  readonly pending?: Place;
  readonly temporary?: Place;
  readonly admissionType?: string;
  readonly preadmission?: string;
  readonly visit: string;
  readonly activity: string;
  readonly reason?: string;
  readonly last?: "D" | "N";
  readonly admittedMs?: number;
  readonly dischargedMs?: number;
  /** PV1-51 on A11: the visit alone or the whole account. */
  readonly scope?: "V" | "A";
}

export interface MessageSpec {
  readonly trigger: string;
  readonly recordMs: number;
  /** EVN-3. */
  readonly plannedMs?: number;
  /** EVN-6. */
  readonly occurredMs: number;
  readonly person?: Person;
  readonly account?: string;
  /** PID-21. */
  readonly mother?: string;
  /** Absent: `PV1||N` for identity messages, no PV1 at all when `mrg` or `npu` is there. */
  readonly pv1?: Pv1Spec;
  readonly singleRoom?: boolean;
  readonly expectedInMs?: number;
  readonly expectedOutMs?: number;
  readonly expectedBackMs?: number;
  readonly mrg?: { readonly patient?: string; readonly ins?: string; readonly account?: string };
  readonly npu?: { readonly place: Place; readonly status: string };
  readonly zbe?: ZbeSpec;
  /** ZFM-1 and ZFM-2, modes of entry and exit. */
  readonly modes?: { readonly entry?: string; readonly exit?: string };
}

/** Writes messages of one hospital. */
export interface MessageWriter {
  /** The message with CR after every segment. */
  write(spec: MessageSpec, controlId: string): string;
}

export function createMessageWriter(hospital: HospitalModel, stamps: Stamps): MessageWriter {
  const authority = `${hospital.code}&${hospital.oid}&ISO`;
  const cx = (id: string, type: string): string => `${id}^^^${authority}^${type}`;
  const pl = (place: Place, status?: "O" | "U"): string =>
    `${place.unit}^${place.room}^${place.bed}^${hospital.code}&${hospital.finess}&M${status ? `^${status}` : ""}`;
  const labels = new Map<string, string>([
    ...hospital.units.map((unit) => [unit.code, unit.label] as const),
    [theatre.code, theatre.label],
    [consultations.code, consultations.label],
  ]);
  const xon = (unit?: string): string =>
    unit === undefined ? "" : `${labels.get(unit) ?? ""}^^^^^${authority}^UF^^^${unit}`;
  const time = (ms?: number): string => (ms === undefined ? "" : stamps.hl7(ms));

  const pid = (spec: MessageSpec, person: Person): string => {
    const ins = person.ins === undefined ? "" : `~${person.ins}^^^${insAuthority}^INS`;
    return segment("PID", {
      1: "1",
      3: `${cx(person.ipp, "PI")}${ins}`,
      5: `${person.family}^${person.given}^^^^^L`,
      7: person.birth,
      8: person.sex,
      11: spec.pv1 ? "" : "1 rue Inventée^^FICTIVILLE^^99000^^H",
      18: spec.account === undefined ? "" : cx(spec.account, "AN"),
      21: spec.mother === undefined ? "" : cx(spec.mother, "PI"),
      24: spec.mother === undefined ? "" : "N",
      32: person.status,
    });
  };
  const pv1 = (visit: Pv1Spec): string =>
    segment("PV1", {
      2: visit.patientClass,
      3: pl(visit.place, "O"),
      4: visit.admissionType ?? "",
      5: visit.preadmission === undefined ? "" : cx(visit.preadmission, "AN"),
      6: visit.previous ? pl(visit.previous, "O") : "",
      11: visit.temporary ? pl(visit.temporary) : "",
      19: cx(visit.visit, "VN"),
      21: visit.activity,
      36: visit.reason ?? "",
      41: visit.last ?? "",
      42: visit.pending ? pl(visit.pending, "U") : "",
      44: time(visit.admittedMs),
      45: time(visit.dischargedMs),
      51: visit.scope ?? "V",
    });
  const zbe = (spec: ZbeSpec): string =>
    segment("ZBE", {
      1: `${spec.number}^${hospital.code}^${hospital.oid}^ISO`,
      2: time(spec.atMs),
      4: spec.action,
      5: spec.historic ? "Y" : "N",
      6: spec.original ?? "",
      7: xon(spec.medical),
      8: xon(spec.nursing),
      9: spec.nature,
    });

  return {
    write(spec, controlId) {
      const segments = [
        msh(hospital.code, stamps.hl7(spec.recordMs), spec.trigger, controlId),
        segment("EVN", { 2: time(spec.recordMs), 3: time(spec.plannedMs), 6: time(spec.occurredMs) }),
      ];
      if (spec.npu) segments.push(segment("NPU", { 1: pl(spec.npu.place), 2: spec.npu.status }));
      if (spec.person) segments.push(pid(spec, spec.person));
      if (spec.mrg) {
        const { patient, ins, account } = spec.mrg;
        const first = patient === undefined ? `${ins ?? ""}^^^${insAuthority}^INS` : cx(patient, "PI");
        segments.push(segment("MRG", { 1: first, 3: account === undefined ? "" : cx(account, "AN") }));
      }
      if (spec.pv1) segments.push(pv1(spec.pv1));
      else if (!spec.mrg && !spec.npu) segments.push(segment("PV1", { 2: "N" }));
      const pv2 = segment("PV2", {
        2: spec.singleRoom ? "CP" : "",
        8: time(spec.expectedInMs),
        9: time(spec.expectedOutMs),
        47: time(spec.expectedBackMs),
      });
      if (pv2 !== "PV2") segments.push(pv2);
      if (spec.zbe) segments.push(zbe(spec.zbe));
      if (spec.modes) segments.push(segment("ZFM", { 1: spec.modes.entry ?? "", 2: spec.modes.exit ?? "" }));
      return segments.map((text) => `${text}\r`).join("");
    },
  };
}

const insAuthority = "ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO";

function msh(code: string, stamp: string, trigger: string, controlId: string): string {
  const type = `ADT^${trigger}^${structures[trigger] ?? "ADT_A01"}`;
  const head = `MSH|^~\\&|SIMULATEUR|${code}|RACCORD|${code}|${stamp}||${type}|${controlId}|P|2.5^FRA^2.11`;
  return `${head}|||||FRA|UNICODE UTF-8|||2.11^IHE_FRANCE-2.11-PAM`;
}

/** Fields by number; empty ones at the end are left out. */
function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const filled = Object.entries(fields).filter(([, text]) => text !== "");
  const last = Math.max(0, ...filled.map(([index]) => Number(index)));
  const values = Array.from({ length: last }, (_, index) => fields[index + 1] ?? "");
  return [name, ...values].join("|");
}
