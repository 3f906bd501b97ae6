/** Where the PATCH of one target goes. */
export interface PatchAddress {
  /** Scheme and host of the API, without a final slash. */
  readonly apiBase: string;
  /** Service prefix (ror-api §2): `/ws-synchro-dispo-lits-fhir`. */
  readonly patchPrefix: string;
  /** Write the slash of the identifier as `%2F`; which form the server wants is not documented (ror-api §5.1). */
  readonly encodeSlash: boolean;
}

/** Path and query of one capacity PATCH: the identifier is IdNatStruct, a slash, the external id (ror-api §5.1). */
export function requestPath(address: PatchAddress, establishment: string, externalId: string): string {
  const slash = address.encodeSlash ? "%2F" : "/";
  const identifier = `${encodeURIComponent(establishment)}${slash}${encodeURIComponent(externalId)}`;
  return `${address.patchPrefix}/Location?identifier=${identifier}`;
}

export function requestUrl(address: PatchAddress, path: string): string {
  return `${address.apiBase}${path}`;
}

/** Every header of our own on a capacity PATCH; the four `Ror-*` headers are forbidden there (ror-api §4). */
export function requestHeaders(token: string): Readonly<Record<string, string>> {
  return {
    authorization: `Bearer ${token}`,
    "content-type": "application/fhir+json",
    accept: "application/fhir+json",
  };
}
