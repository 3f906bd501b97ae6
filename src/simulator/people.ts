import type { Sex } from "./bed-book.ts";
import type { Draw } from "./draw.ts";

/** An invented person. Names say that they are invented; no number can belong to anybody. */
export interface Person {
  readonly ipp: string;
  readonly family: string;
  readonly given: string;
  readonly sex: Sex;
  /** `YYYYMMDD`, or to the second for newborns. */
  readonly birth: string;
  /** PID-32. */
  readonly status: "PROV" | "VALI";
  /** National identifier; begins with 9, which no real one does. */
  readonly ins?: string;
}

export interface People {
  /** A person not seen before. */
  create(sex?: Sex): Person;
  newborn(birth: string): Person;
  /** A provisional identity, as given to somebody who cannot say a name. */
  unknown(): Person;
  /** A second identity of the same person (merge), or of somebody else of the same sex (move of an account). */
  twin(person: Person): Person;
  /** A new local number. */
  number(): string;
}

const families = ["ESSAI", "FICTIF", "MODELE", "EXEMPLE"] as const;

/** People numbered after `numbersFrom`. */
export function createPeople(draw: Draw, numbersFrom = 0): People {
  let count = numbersFrom;
  const number = (): string => {
    count += 1;
    return `F${String(count).padStart(7, "0")}`;
  };
  const birthDate = (): string => {
    const two = (value: number): string => String(value).padStart(2, "0");
    return `${draw.whole(1930, 2007)}${two(draw.whole(1, 12))}${two(draw.whole(1, 28))}`;
  };
  const someSex = (): Sex => (draw.chance(0.5) ? "F" : "M");
  const create = (sex: Sex = someSex()): Person => {
    const ipp = number();
    const person: Person = {
      ipp,
      family: draw.pick(families) ?? "ESSAI",
      given: `Patient${count}`,
      sex,
      birth: birthDate(),
      status: draw.chance(0.5) ? "VALI" : "PROV",
    };
    return draw.chance(0.4) ? { ...person, ins: insOf(count) } : person;
  };
  return {
    create,
    newborn: (birth) => ({
      ipp: number(),
      family: "ESSAI",
      given: `Nouveau-ne${count}`,
      sex: someSex(),
      birth,
      status: "PROV",
    }),
    unknown: () => ({
      ipp: number(),
      family: "INCONNU",
      given: `X${count}`,
      sex: someSex(),
      birth: "19000101",
      status: "PROV",
    }),
    twin: (person) => ({ ...create(person.sex), status: "VALI" }),
    number,
  };
}

/** Fifteen digits, the first of which is given to nobody. */
export function insOf(count: number): string {
  return `900010199${String(count % 1_000_000).padStart(6, "0")}`;
}
