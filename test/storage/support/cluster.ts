import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { pseudonymKeys } from "../../../src/connector/keys.ts";
import { systemRandom } from "../../../src/runtime/random.ts";
import { type TestDatabase, testDatabase } from "../../support/postgres.ts";
import { type RunningProcess, startRaccord } from "../../support/process.ts";
import { msa, sendFrames, temporaryFolder, until } from "../../support/rig.ts";
import { type SlowTarget, slowTarget } from "./slow-target.ts";
import { figures, frame, hospitalSettings, registerSheet } from "./small-hospital.ts";

/** One `raccord connector` as a process of its own. */
export interface ClusterMember {
  readonly process: RunningProcess;
  readonly http: string;
  /** `host:port` of the MLLP listener of each feed. */
  readonly feeds: Readonly<Record<string, string>>;
}

/** Connectors as processes on one PostgreSQL, and one target for all of them. */
export interface Cluster {
  readonly target: SlowTarget;
  /** Starts a member; the same name again uses the same folders. */
  start(name: string): Promise<ClusterMember>;
  /** Gives every feed its register and ends its warm-up. */
  prepare(member: ClusterMember, name: string): Promise<void>;
  /** Resolves when each of these patients is acknowledged as arrived. */
  admit(member: ClusterMember, feed: number, patients: readonly number[]): Promise<void>;
  /** Waits until the target shows so many patients in each unit. */
  shows(lying: number, boundMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function openCluster(options: {
  readonly feeds: readonly number[];
  readonly leaseMs: number;
  readonly requestTimeoutMs: number;
  /** Default: a database on the common server. */
  readonly database?: TestDatabase;
}): Promise<Cluster> {
  const { feeds, leaseMs, requestTimeoutMs } = options;
  const nowMs = Date.now();
  const folder = temporaryFolder();
  const keyFile = join(folder.path, "pseudonym.key");
  pseudonymKeys(keyFile, systemRandom);
  const database = options.database ?? (await testDatabase());
  const target = await slowTarget(requestTimeoutMs);
  const processes: RunningProcess[] = [];
  const inbox = (name: string, feed: number): string => join(folder.path, name, `inbox-${feed}`);
  return {
    target,
    async start(name) {
      const settings = hospitalSettings({
        feeds,
        target: target.settings,
        folder: (feed) => inbox(name, feed),
        keyFile,
        database: { leaseMs },
      });
      const config = join(folder.path, `${name}.json`);
      writeFileSync(config, JSON.stringify({ connector: { ...settings, logLevel: "warn" } }));
      const state = join(folder.path, name);
      const args = ["connector", "--config", config, "--state", state, "--port", "0", "--json"];
      const process = startRaccord(args, folder.path, { DATABASE_URL: database.url });
      processes.push(process);
      const ready = (await process.event("ready")) as {
        connector: { http: string; feeds: Record<string, string> };
      };
      return { process, ...ready.connector };
    },
    async prepare(member, name) {
      for (const feed of feeds) {
        mkdirSync(inbox(name, feed), { recursive: true });
        writeFileSync(join(inbox(name, feed), "lits.csv"), registerSheet(feed));
        const ended = await request(`${member.http}/feeds/f${feed}/warm-up/end`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ by: "essai" }),
        });
        assert.equal(ended.statusCode, 200);
      }
    },
    async admit(member, feed, patients) {
      const frames = patients.map((patient) =>
        frame(feed, patient, "A01", nowMs - 7_200_000 + patient * 1_000),
      );
      const answers = await sendFrames(member.feeds[`f${feed}`] ?? "", frames);
      assert.deepEqual([...new Set(answers.map((ack) => msa(ack).code))], ["AA"]);
    },
    shows: (lying, boundMs) =>
      until(
        `the target to show ${lying} patients in each unit`,
        () =>
          feeds.every((feed) =>
            Object.entries(figures(lying)).every(
              ([key, count]) => target.holds.get(`P${feed}`)?.get(key) === count,
            ),
          ),
        boundMs,
      ),
    async close() {
      for (const one of processes) await one.stop("SIGKILL");
      await target.close();
      await database.drop();
      folder.remove();
    },
  };
}
