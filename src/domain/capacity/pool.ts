import type { BedGender } from "./rooms.ts";
import type { Claim } from "./snapshot.ts";
import type { ZoneBed } from "./zone-types.ts";

/** An open bed without a patient. */
export interface Slot {
  readonly bed: ZoneBed;
  readonly gender: BedGender;
  /** Being cleaned, and the site says that this blocks it. */
  readonly cleaning: boolean;
  /** The arrival that holds it by name. */
  readonly holder?: Claim;
}

/**
 * The open empty beds of a zone, from which nameless users (closings by count, patients and arrivals without a bed)
 * take one each.
 *
 * Which bed is deemed used is our choice where the text says "any choice must be stated" (input-side §3.3 step 7):
 * first beds of either gender, then of the rarer sex among the free ones (a tie takes women's beds first), inside a
 * class the lowest key; when no free bed is left, beds being cleaned by key; last, if allowed, beds held by name, the
 * latest arrival giving way first.
 */
export class Pool {
  readonly #free: Slot[];
  readonly #cleaning: Slot[];
  readonly #held: Slot[];

  /** `slots` sorted by key; `claims` in their order of precedence. */
  constructor(slots: readonly Slot[], claims: readonly Claim[]) {
    this.#free = slots.filter((slot) => !slot.holder && !slot.cleaning);
    this.#cleaning = slots.filter((slot) => !slot.holder && slot.cleaning);
    const rank = new Map(claims.map((claim, index) => [claim, index]));
    const rankOf = (slot: Slot): number => (slot.holder ? (rank.get(slot.holder) ?? 0) : 0);
    this.#held = slots.filter((slot) => slot.holder).sort((a, b) => rankOf(b) - rankOf(a));
  }

  /** Beds that are left, by what they are. */
  get left(): {
    readonly free: readonly Slot[];
    readonly cleaning: readonly Slot[];
    readonly held: readonly Slot[];
  } {
    return { free: this.#free, cleaning: this.#cleaning, held: this.#held };
  }

  /** Removes and returns the bed deemed used, `undefined` when none fits. */
  take(limits: { readonly permanentOnly: boolean; readonly heldToo: boolean }): Slot | undefined {
    const fits = (slot: Slot): boolean => slot.bed.permanent || !limits.permanentOnly;
    const count = (gender: "F" | "M"): number =>
      this.#free.filter((slot) => slot.gender.gender === gender).length;
    const sexes = count("M") < count("F") ? (["M", "F"] as const) : (["F", "M"] as const);
    for (const gender of ["either", ...sexes] as const) {
      const slot = removeFirst(this.#free, (one) => one.gender.gender === gender && fits(one));
      if (slot) return slot;
    }
    return removeFirst(this.#cleaning, fits) ?? (limits.heldToo ? removeFirst(this.#held, fits) : undefined);
  }
}

function removeFirst(slots: Slot[], test: (slot: Slot) => boolean): Slot | undefined {
  const index = slots.findIndex(test);
  return index < 0 ? undefined : slots.splice(index, 1)[0];
}
