/** What an OU or a declared identifier says (onboarding §5.3, §7.2). */
export interface StructureReading {
  /** As written, for example `1990000011`. */
  readonly idNatStruct: string;
  readonly type: "FINESS" | "SIREN" | "SIRET" | "RPPS" | "ADELI";
  readonly number: string;
  /** The check digit agrees; undefined where no rule is known. Only ever a warning: exceptions exist (§7.1). */
  readonly checkDigit: "right" | "wrong" | "no-rule";
}

const LA_POSTE_SIREN = "356000000";
const forms: readonly [RegExp, StructureReading["type"]][] = [
  [/^1[0-9A-Z]{9}$/, "FINESS"],
  [/^2\d{9}$/, "SIREN"],
  [/^3\d{14}$/, "SIRET"],
  [/^4\d{11,14}$/, "RPPS"],
  [/^0[0-9A-Z]{6,14}$/, "ADELI"],
];

/** Reads a national structure identifier; undefined when it has none of the known forms. */
export function readStructure(text: string): StructureReading | undefined {
  const upper = text.trim().toUpperCase();
  const type = forms.find(([form]) => form.test(upper))?.[1];
  if (type === undefined) return undefined;
  const number = upper.slice(1);
  return { idNatStruct: upper, type, number, checkDigit: checkDigit(type, number) };
}

/** Department of a FINESS, as written between brackets in the ST of a certificate; undefined when it tells none. */
export function departmentOfFiness(finess: string): string | undefined {
  const head = finess.slice(0, 2).toUpperCase();
  if (head === "98") return "976";
  if (head === "97") return /^97.[1-5]/.test(finess) ? `97${finess.charAt(3)}` : undefined;
  return /^(0[1-9]|[1-8]\d|9[0-5]|2[AB])$/.test(head) ? head : undefined;
}

function checkDigit(type: StructureReading["type"], number: string): StructureReading["checkDigit"] {
  switch (type) {
    case "FINESS":
      // Corsica: A counts as 1 and B as 2 (onboarding §7.1, measured).
      return verdict(luhn(number.replace(/^(\d)A/, "$11").replace(/^(\d)B/, "$12")));
    case "SIREN":
      return verdict(luhn(number));
    case "SIRET":
      return verdict(luhn(number) || (number.startsWith(LA_POSTE_SIREN) && digitSum(number) % 5 === 0));
    case "RPPS":
    case "ADELI":
      return "no-rule";
  }
}

function verdict(right: boolean): "right" | "wrong" {
  return right ? "right" : "wrong";
}

function luhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function digitSum(digits: string): number {
  return [...digits].reduce((total, digit) => total + Number(digit), 0);
}
