/** The form of a token request, as far as it matters. */
export type FormReading =
  | { readonly kind: "not-a-form" }
  | { readonly kind: "repeated" }
  | {
      readonly kind: "form";
      readonly clientId: string | undefined;
      readonly grantType: string | undefined;
      /** Of a client of profile 0; compared, never kept. */
      readonly secret: string | undefined;
    };

/** Longest parameter that is looked at. */
const PARAMETER_MAX_CHARACTERS = 500;

/** Reads a form-encoded body; other parameters (scope) are neither used nor kept. */
export function readForm(contentType: string | undefined, body: string): FormReading {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") return { kind: "not-a-form" };
  const form = new URLSearchParams(body);
  const names = [...form.keys()];
  if (new Set(names).size !== names.length) return { kind: "repeated" };
  const parameter = (name: string): string | undefined => {
    const text = form.get(name);
    return text === null || text === "" ? undefined : text.slice(0, PARAMETER_MAX_CHARACTERS);
  };
  return {
    kind: "form",
    clientId: parameter("client_id"),
    grantType: parameter("grant_type"),
    secret: parameter("client_secret"),
  };
}
