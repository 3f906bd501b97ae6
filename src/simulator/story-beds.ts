import type { Place } from "./bed-book.ts";
import { type Life, later, tell, unitsOfKind } from "./life.ts";

/** A20 (HL7 v2.5 chapter 3, NPU): a free bed is closed for works or cleaned, and given back. */
export function bedWorks(life: Life): void {
  const unit = life.draw.pick(unitsOfKind(life, "ward", "surgery"));
  const sex = life.draw.chance(0.5) ? "F" : "M";
  const place = unit && life.beds.find(unit.code, sex, life.nowMs, life.draw);
  if (!place) return;
  life.beds.setUsable(place, false);
  const clean = (): void => {
    say(life, place, "H");
    later(life, life.draw.minutes(30, 90), () => {
      say(life, place, "U");
      later(life, life.draw.minutes(10, 20), () => life.beds.setUsable(place, true));
    });
  };
  if (life.draw.chance(0.4)) {
    say(life, place, "C");
    later(life, life.draw.minutes(180, 900), clean);
  } else clean();
}

function say(life: Life, place: Place, status: "C" | "H" | "U"): void {
  const atMs = life.nowMs;
  const realMs = life.stamps.realMs(atMs);
  const key = `${place.unit}/${place.room}/${place.bed}`;
  tell(life, { trigger: "A20", recordMs: atMs, occurredMs: atMs, npu: { place, status } }, (ledger) =>
    ledger.setBedStatus(key, realMs, status),
  );
}
