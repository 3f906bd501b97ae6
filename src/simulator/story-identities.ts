import type { Ledger } from "./ledger.ts";
import { type Life, later, type Stay, tell } from "./life.ts";
import { visitSpec } from "./movements.ts";
import { insOf, type Person } from "./people.ts";

/** A28: an identity is created. */
export function sayCreated(life: Life, person: Person): void {
  tell(life, { trigger: "A28", recordMs: life.nowMs, occurredMs: life.nowMs, person });
}

/** A31: an identity is updated. */
export function sayIdentity(life: Life, stay: Stay): void {
  tell(life, { trigger: "A31", recordMs: life.nowMs, occurredMs: life.nowMs, person: stay.person });
}

/** A08, which several products send although it is not in ITI-31 (hl7-pam-fr §1). */
export function sayUpdate(life: Life, stay: Stay): void {
  const { person, account } = stay;
  const pv1 = visitSpec(life, stay);
  tell(life, { trigger: "A08", recordMs: life.nowMs, occurredMs: life.nowMs, person, account, pv1 });
}

function handOver(life: Life, stay: Stay, trigger: string, to: Person): void {
  const from = stay.person;
  stay.person = to;
  const account = trigger === "A44" ? { account: stay.account } : {};
  tell(
    life,
    {
      trigger,
      recordMs: life.nowMs,
      occurredMs: life.nowMs,
      person: to,
      ...account,
      mrg: { patient: from.ipp, ...account },
    },
    (ledger: Ledger) => ledger.setOwner(stay.visit, to.ipp),
  );
}

/** A28 and A40: a provisional identity is absorbed by a known one (s08). */
export function merge(life: Life, stay: Stay): void {
  if (stay.phase === "gone") return;
  const known = life.people.twin(stay.person);
  sayCreated(life, known);
  later(life, life.draw.minutes(2, 20), () => {
    if (stay.phase !== "gone") handOver(life, stay, "A40", known);
  });
}

/** A44: the account was opened for the wrong patient. */
export function changeOwner(life: Life, stay: Stay): void {
  if (stay.admissionType === "L") return;
  const right = life.people.twin(stay.person);
  sayCreated(life, right);
  handOver(life, stay, "A44", right);
}

/** A47 on the local number: the same person under a new one. */
export function renamePatient(life: Life, stay: Stay): void {
  if (stay.admissionType === "L") return;
  handOver(life, stay, "A47", { ...stay.person, ipp: life.people.number() });
}

/** A47 on the national identifier: no effect on beds (hl7-pam-fr §5.5). */
export function renameNational(life: Life, stay: Stay): void {
  const before = stay.person.ins ?? insOf(life.draw.whole(500_000, 999_999));
  stay.person = { ...stay.person, ins: insOf(life.draw.whole(100_000, 499_999)) };
  const { person } = stay;
  const mrg = { ins: before };
  tell(life, { trigger: "A47", recordMs: life.nowMs, occurredMs: life.nowMs, person, mrg });
}

/** A49: the account gets another number (discouraged, but met). */
export function renameAccount(life: Life, stay: Stay): void {
  const before = stay.account;
  stay.account = `${before}B`;
  const { person, account } = stay;
  const mrg = { patient: person.ipp, account: before };
  tell(life, { trigger: "A49", recordMs: life.nowMs, occurredMs: life.nowMs, person, account, mrg });
}
