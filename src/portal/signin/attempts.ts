import type { PeopleDatabase } from "../store/people-tables.ts";
import { hashOf } from "./hash.ts";
import type { PeopleWorld } from "./people.ts";

/** What must come back from the provider, and what the portal needs then. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly pkceVerifier: string;
  readonly returnPath: string;
}

export interface Attempts {
  /** Begins one for a browser, known by the secret in its cookie. */
  begin(browserSecret: string, returnPath: string): Promise<Attempt>;
  /** Takes one out, for good: a state serves once, in the browser that began. `undefined`: none or too late. */
  take(state: string, browserSecret: string): Promise<Attempt | undefined>;
}

export interface AttemptLimits {
  readonly lifeMaxMs: number;
  /** More are not kept at once: the oldest go, so that a flood fills neither the disk nor the way for others. */
  readonly countMax: number;
}

const secretBytes = 32;

/** Ways to the provider that began, in the database, so that any instance can end what another one began. */
export function createAttempts(
  database: PeopleDatabase,
  world: PeopleWorld,
  limits: AttemptLimits,
): Attempts {
  const { clock, random } = world;
  return {
    async begin(browserSecret, returnPath) {
      const attempt = {
        state: random.hex(secretBytes),
        nonce: random.hex(secretBytes),
        pkceVerifier: random.hex(secretBytes),
        returnPath,
      };
      await database.deleteFrom("sign_in_attempt").where("expires_at_ms", "<=", clock.nowMs()).execute();
      await database
        .deleteFrom("sign_in_attempt")
        .where("state_hash", "in", (row) =>
          row
            .selectFrom("sign_in_attempt")
            .select("state_hash")
            .orderBy("expires_at_ms", "desc")
            .orderBy("state_hash", "desc")
            .limit(limits.countMax)
            .offset(limits.countMax - 1),
        )
        .execute();
      await database
        .insertInto("sign_in_attempt")
        .values({
          state_hash: hashOf(attempt.state),
          browser_hash: hashOf(browserSecret),
          nonce: attempt.nonce,
          pkce_verifier: attempt.pkceVerifier,
          return_path: returnPath,
          expires_at_ms: clock.nowMs() + limits.lifeMaxMs,
        })
        .execute();
      return attempt;
    },
    async take(state, browserSecret) {
      const row = await database
        .deleteFrom("sign_in_attempt")
        .where("state_hash", "=", hashOf(state))
        .where("browser_hash", "=", hashOf(browserSecret))
        .returningAll()
        .executeTakeFirst();
      if (row === undefined || row.expires_at_ms <= clock.nowMs()) return undefined;
      return {
        state,
        nonce: row.nonce,
        pkceVerifier: row.pkce_verifier,
        returnPath: row.return_path,
      };
    },
  };
}
