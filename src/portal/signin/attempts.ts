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
  /**
   * One instance keeps no more at once: the oldest go, so that a flood fills neither the disk nor the way for others.
   * Each further instance on the same database may add a tenth.
   */
  readonly countMax: number;
}

const secretBytes = 32;
const sweepsPerFill = 10;

/** Ways to the provider that began, in the database, so that any instance can end what another one began. */
export function createAttempts(
  database: PeopleDatabase,
  world: PeopleWorld,
  limits: AttemptLimits,
): Attempts {
  const { clock, random } = world;
  // Looking through the table at each beginning would make a flood worse.
  const every = Math.max(1, Math.floor(limits.countMax / sweepsPerFill));
  let begun = 0;
  const sweep = async (): Promise<void> => {
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
          .offset(limits.countMax - every),
      )
      .execute();
  };
  return {
    async begin(browserSecret, returnPath) {
      const attempt = {
        state: random.hex(secretBytes),
        nonce: random.hex(secretBytes),
        pkceVerifier: random.hex(secretBytes),
        returnPath,
      };
      if (begun % every === 0) await sweep();
      begun += 1;
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
