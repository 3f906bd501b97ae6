/**
 * FINESS numbers (onboarding §7.1): nine characters, the department first (`2A` and `2B` in Corsica). The ninth
 * behaves as a Luhn key over the eight before it, A counting as 1 and B as 2. That rule was measured, no official
 * text was read, and real exceptions exist: a wrong key is a reason to warn, never to refuse.
 */
const form = /^\d[0-9AB]\d{7}$/;
const bodyForm = /^\d[0-9AB]\d{6}$/;

/** True for nine characters of the form of a FINESS number. The key is not verified. */
export function isFiness(text: string): boolean {
  return form.test(text);
}

/** The key that eight characters call for. Throws RangeError when they are not the start of a FINESS number. */
export function finessKey(body: string): string {
  if (!bodyForm.test(body)) throw new RangeError("not the first eight characters of a FINESS number");
  // Of the nine, every second digit counted from the key is doubled: the last of the eight is.
  const sum = [...digitsOf(body)].reduce((total, digit, index) => total + weighed(digit, index), 0);
  return String((10 - (sum % 10)) % 10);
}

/** True when the ninth character is the key of the others. False for what is no FINESS number. */
export function hasFinessKey(text: string): boolean {
  return isFiness(text) && finessKey(text.slice(0, 8)) === text.charAt(8);
}

function digitsOf(body: string): string {
  return body.replace("A", "1").replace("B", "2");
}

function weighed(digit: string, index: number): number {
  const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
  return doubled > 9 ? doubled - 9 : doubled;
}
