import type { Kysely } from "kysely";
import type { Role } from "../../domain/journey/roles.ts";

/** Flags are 0 or 1 and instants epoch milliseconds: both databases speak that. */
type Flag = 0 | 1;

/** Somebody who signed in at least once: one subject of one issuer. */
export interface PersonTable {
  id: string;
  issuer: string;
  subject: string;
  name: string;
  /** As the provider wrote it; empty when it tells none. */
  email: string;
  /** For comparisons (`signin/email.ts`). */
  email_key: string;
  email_verified: Flag;
  created_at_ms: number;
}

/** A role that a person holds or held. */
export interface PersonGrantTable {
  id: string;
  person_id: string;
  role: Role;
  /** Canonical text of the whole grant (`signin/grant-text.ts`). */
  scope: string;
  /** Person who gave it. */
  granted_by: string;
  granted_at_ms: number;
  revoked_by: string | null;
  revoked_at_ms: number | null;
}

/** A grant that waits for the person with this e-mail to sign in. */
export interface InvitationTable {
  id: string;
  email: string;
  email_key: string;
  scope: string;
  invited_by: string;
  invited_at_ms: number;
  redeemed_by: string | null;
  redeemed_at_ms: number | null;
  withdrawn_at_ms: number | null;
}

/** An open session. The token itself stands in the browser's cookie only. */
export interface SessionTable {
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  person_id: string;
  created_at_ms: number;
  last_seen_at_ms: number;
  /** End whatever happens. */
  expires_at_ms: number;
  /** Handed back to the provider when the person signs out there too; `null` when it offers no such thing. */
  id_token_hint: string | null;
}

/** A way to the provider that began and did not end yet. */
export interface SignInAttemptTable {
  /** SHA-256 of `state`, hexadecimal. */
  state_hash: string;
  /** SHA-256 of the secret in the cookie of the browser that began. */
  browser_hash: string;
  nonce: string;
  pkce_verifier: string;
  return_path: string;
  expires_at_ms: number;
}

export type PeopleTables = {
  person: PersonTable;
  person_grant: PersonGrantTable;
  invitation: InvitationTable;
  session: SessionTable;
  sign_in_attempt: SignInAttemptTable;
};

/** The portal's database as the sign-in sees it, or a transaction on it. */
export type PeopleDatabase = Kysely<PeopleTables>;
