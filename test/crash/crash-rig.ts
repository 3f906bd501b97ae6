import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { request } from "undici";
import type { HospitalFeed } from "./hospital-feed.ts";

export const establishment = "1990000011";

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}

/**
 * Writes the settings of one connector to `folder`, with the register already in its inbox. All connectors of a test
 * share the key of pseudonyms, so that their journals can be compared.
 */
export function writeSettings(folder: string, feed: HospitalFeed, port: number, targetUrl: string): void {
  const inbox = join(folder, "inbox");
  mkdirSync(inbox, { recursive: true });
  writeFileSync(join(folder, "key"), `k1 ${Buffer.alloc(32, 7).toString("base64")}\n`, { mode: 0o600 });
  writeFileSync(join(inbox, "lits.csv"), feed.register);
  const connector = {
    feeds: [{ name: "gam", mllp: { port }, folder: inbox, silenceMaxMinutes: 100_000 }],
    targets: [{ name: "ror", tokenUrl: `${targetUrl}/token`, apiBase: targetUrl, clientId: "essai" }],
    indicatorGroups: ["core", "extended"],
    pseudonymKeyFile: join(folder, "key"),
    logLevel: "warn",
    places: feed.units.map((unit) => ({
      id: unit,
      idNatStruct: establishment,
      externalId: unit,
      target: "ror",
      feed: "gam",
      nature: "bed",
      source: "movements",
      sourceType: "02",
      units: [{ unit }],
      genderRule: "rooms",
      freshnessMaxMinutes: 100_000,
    })),
  };
  writeFileSync(join(folder, "raccord.config.json"), JSON.stringify({ connector }));
}

/** A person ends the warm-up, as the board lets them. */
export async function endWarmUp(http: string): Promise<void> {
  const answer = await request(`${http}/feeds/gam/warm-up/end`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ by: "essai" }),
  });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`end of warm-up: ${answer.statusCode}`);
}

/** The journal of a stopped connector: MSH-10 and fingerprint of each fact, sorted, and what still differs. */
export function readJournal(state: string): { facts: string[]; controlIds: Set<string>; differing: number } {
  const database = new DatabaseSync(join(state, "connector.db"));
  try {
    const rows = database.prepare("SELECT control_id, fingerprint FROM fact").all();
    const open = database.prepare("SELECT COUNT(*) AS count FROM indicator WHERE differs = 1").get();
    return {
      facts: rows.map((row) => `${row["control_id"]} ${row["fingerprint"]}`).sort(),
      controlIds: new Set(rows.map((row) => String(row["control_id"]))),
      differing: Number(open?.["count"]),
    };
  } finally {
    database.close();
  }
}

/** Rows of all places as one comparable text. */
export function heldText(held: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  return [...held]
    .flatMap(([place, rows]) => [...rows].map(([key, count]) => `${place} ${key} = ${count}`))
    .sort()
    .join("\n");
}
