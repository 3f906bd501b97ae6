import { type Life, openStay, type Stay, tell, whenIdle } from "./life.ts";
import { move } from "./movements.ts";

/**
 * A newborn with a stay of its own: in the mother's room without a bed, PV1-4 = N, PID-21 = the mother
 * (hl7-pam-fr §5.4). It leaves shortly after her.
 */
export function giveBirth(life: Life, mother: Stay): void {
  const bornMs = life.nowMs - life.draw.minutes(1, 4);
  const child = life.people.newborn(life.stamps.hl7(bornMs).slice(0, 14));
  const unit = mother.place.unit;
  const stay = openStay(life, child, unit, "I");
  life.ledger.open(stay.visit, child.ipp, child.sex, true);
  stay.admissionType = "N";
  stay.mother = mother.person.ipp;
  tell(life, {
    trigger: "A28",
    recordMs: life.nowMs,
    occurredMs: life.nowMs,
    person: child,
    mother: stay.mother,
  });
  move(life, stay, {
    event: "A01",
    nature: "HMS",
    place: { unit, room: mother.place.room, bed: "" },
    medical: mother.medical,
    atMs: bornMs,
    modes: { entry: "N" },
  });
  follow(life, mother, stay);
}

/** Follows the mother from room to room and home. */
function follow(life: Life, mother: Stay, child: Stay): void {
  whenIdle(life, child, life.draw.minutes(25, 45), () => {
    if (mother.phase === "gone" && !mother.locked) {
      move(life, child, { event: "A03", nature: "HMS", modes: { entry: "N", exit: "8" } });
      return;
    }
    const { unit, room } = mother.place;
    const moved = unit !== child.place.unit || room !== child.place.room;
    if (mother.phase === "present" && moved && room !== "") {
      const nature = unit === child.place.unit ? "L" : "HMS";
      move(life, child, { event: "A02", nature, place: { unit, room, bed: "" }, medical: mother.medical });
    }
    follow(life, mother, child);
  });
}
