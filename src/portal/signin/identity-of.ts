import type { Identity } from "./people.ts";

const nameMaxLength = 200;
/** RFC 5321 §4.5.3.1. */
const emailMaxLength = 254;

/**
 * Reads who it is from the claims of a provider (OpenID Connect Core 1.0 §5.1). Without `name`, given and family name
 * are put together (Pro Santé Connect); without any, the login name, then the subject.
 */
export function identityOf(
  issuer: string,
  claims: Readonly<Record<string, unknown>> & { readonly sub: string },
  emailsAreVerified: boolean,
): Identity {
  const text = (name: string, maxLength: number): string => {
    const value = claims[name];
    return typeof value === "string"
      ? value
          .replace(/[\p{Cc}\s]+/gu, " ")
          .trim()
          .slice(0, maxLength)
      : "";
  };
  const both = `${text("given_name", 100)} ${text("family_name", 100)}`.trim();
  const name = text("name", nameMaxLength) || both || text("preferred_username", nameMaxLength) || claims.sub;
  const email = text("email", emailMaxLength);
  const verified = claims["email_verified"];
  return {
    issuer,
    subject: claims.sub,
    name,
    email,
    // Some providers write the flag as text. A provider that says no is believed whatever the settings say.
    emailVerified: verified === true || verified === "true" || (emailsAreVerified && verified === undefined),
  };
}
