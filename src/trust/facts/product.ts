import type { X509Fields } from "../../wire/certificates/x509-fields.ts";

/** Products of IGC Santé, told apart by their usages (onboarding §5.1, §5.4). */
export type Product = "ORG AUTH_CLI" | "ORG SIGN" | "ORG CONF" | "SERV SSL" | "authority" | "unknown";

export const CLIENT_AUTH_OID = "1.3.6.1.5.5.7.3.2";
export const SERVER_AUTH_OID = "1.3.6.1.5.5.7.3.1";
export const EMAIL_PROTECTION_OID = "1.3.6.1.5.5.7.3.4";

/** Tells the product from the usages: AUTH_CLI signs for a client only, SSL serves, SIGN and CONF protect mail. */
export function productOf(fields: X509Fields, authority: boolean): Product {
  if (authority) return "authority";
  const has = (oid: string): boolean => fields.extendedKeyUsages.includes(oid);
  const signs = fields.keyUsages.includes("digitalSignature");
  if (has(SERVER_AUTH_OID)) return "SERV SSL";
  if (has(CLIENT_AUTH_OID) && signs) return "ORG AUTH_CLI";
  if (fields.keyUsages.includes("nonRepudiation")) return "ORG SIGN";
  if (has(EMAIL_PROTECTION_OID) || fields.keyUsages.includes("keyEncipherment")) return "ORG CONF";
  return "unknown";
}
