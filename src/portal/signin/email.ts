/** The form in which e-mail addresses are compared: case, spaces around and the coding of accents make no difference. */
export function emailKey(email: string): string {
  return email.normalize("NFC").trim().toLowerCase();
}
