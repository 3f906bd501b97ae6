import type { PeopleDatabase } from "../store/people-tables.ts";
import { hashOf } from "./hash.ts";
import { grantsOf, type PeopleWorld, type Person } from "./people.ts";

export interface SessionLimits {
  /** Without any request for so long, a session ends. */
  readonly idleMaxMs: number;
  /** A session ends so long after the sign-in, whatever happens. */
  readonly lifeMaxMs: number;
}

/** An open session and whose it is. */
export interface OpenSession {
  readonly token: string;
  readonly person: Person;
  readonly grants: Awaited<ReturnType<typeof grantsOf>>;
}

export interface Sessions {
  /** Opens a session with a token that nobody has seen before, and ends `replaced`, the one of the same browser. */
  open(personId: string, idToken: string | null, replaced: string | undefined): Promise<string>;
  /** The session of a token; `undefined` when there is none or it has ended. Seen is noted at most once a minute. */
  find(token: string): Promise<OpenSession | undefined>;
  /** Ends one. Returns the ID token that was kept for the provider. */
  end(token: string): Promise<string | null>;
  /** Ends every session of one person. */
  endAll(personId: string): Promise<void>;
  /** Deletes what has ended. Returns how many there were. */
  sweep(): Promise<number>;
}

/** 256 bits: nobody guesses one, so a plain hash of it may be stored. */
const tokenBytes = 32;
const tokenShape = /^[0-9a-f]{64}$/;
/** Writing at each request would cost a transaction for each. */
const seenEveryMs = 60_000;

/** Sessions in the database, by the hash of their token: who reads the database cannot use one. */
export function createSessions(
  database: PeopleDatabase,
  world: PeopleWorld,
  limits: SessionLimits,
): Sessions {
  const { clock, random } = world;
  const endsIdle = () => clock.nowMs() - limits.idleMaxMs;
  return {
    async open(personId, idToken, replaced) {
      const token = random.hex(tokenBytes);
      const now = clock.nowMs();
      await database.transaction().execute(async (own) => {
        if (replaced !== undefined) {
          await own.deleteFrom("session").where("token_hash", "=", hashOf(replaced)).execute();
        }
        await own
          .insertInto("session")
          .values({
            token_hash: hashOf(token),
            person_id: personId,
            created_at_ms: now,
            last_seen_at_ms: now,
            expires_at_ms: now + limits.lifeMaxMs,
            id_token_hint: idToken,
          })
          .execute();
      });
      return token;
    },
    async find(token) {
      if (!tokenShape.test(token)) return undefined;
      const hash = hashOf(token);
      const row = await database
        .selectFrom("session")
        .innerJoin("person", "person.id", "session.person_id")
        .select([
          "person.id",
          "person.name",
          "person.email",
          "person.email_verified",
          "session.last_seen_at_ms",
        ])
        .where("session.token_hash", "=", hash)
        .where("session.expires_at_ms", ">", clock.nowMs())
        .where("session.last_seen_at_ms", ">", endsIdle())
        .executeTakeFirst();
      if (row === undefined) return undefined;
      if (clock.nowMs() - row.last_seen_at_ms >= seenEveryMs) {
        await database
          .updateTable("session")
          .set({ last_seen_at_ms: clock.nowMs() })
          .where("token_hash", "=", hash)
          .execute();
      }
      const { id, name, email, email_verified } = row;
      const person = { id, name, email, emailVerified: email_verified === 1 };
      return { token, person, grants: await grantsOf(database, id) };
    },
    async end(token) {
      const ended = await database
        .deleteFrom("session")
        .where("token_hash", "=", hashOf(token))
        .returning("id_token_hint")
        .executeTakeFirst();
      return ended?.id_token_hint ?? null;
    },
    async endAll(personId) {
      await database.deleteFrom("session").where("person_id", "=", personId).execute();
    },
    async sweep() {
      const { numDeletedRows } = await database
        .deleteFrom("session")
        .where((row) =>
          row.or([row("expires_at_ms", "<=", clock.nowMs()), row("last_seen_at_ms", "<=", endsIdle())]),
        )
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
