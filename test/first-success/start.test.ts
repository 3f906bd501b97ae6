import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { request } from "undici";
import { startRaccord } from "../support/process.ts";
import { temporaryFolder, until } from "../support/rig.ts";

interface Board {
  readonly feeds: readonly { readonly facts: number; readonly warmUpEndedAt: string | null }[];
  readonly places: readonly {
    readonly id: string;
    readonly indicators: readonly { readonly status: string; readonly confirmed: number | null }[];
  }[];
}

/** The promise of DESIGN §9 and of the README: one command, and within a minute every place is confirmed. */
test("raccord start: everything ready, every place confirmed, stopped within 5 s, and the state survives", async () => {
  const folder = temporaryFolder();
  const state = join(folder.path, "state");
  const confirmedPlaces = async (url: string): Promise<Board> => {
    let board: Board = { feeds: [], places: [] };
    await until(
      "every place to be confirmed",
      async () => {
        board = (await (await request(`${url}/board`)).body.json()) as Board;
        const rows = board.places.flatMap((place) => place.indicators);
        return board.places.length === 7 && rows.length >= 42 && rows.every((row) => row.confirmed !== null);
      },
      60_000,
    );
    return board;
  };
  try {
    const first = startRaccord(["start", "--json", "--port", "0", "--state", state], folder.path);
    let known = 0;
    try {
      const ready = await first.event("ready");
      const { portal, sandbox, connector } = ready as {
        portal: string;
        sandbox: Record<string, string>;
        connector: { mllp: string; http: string };
      };
      assert.deepEqual(Object.keys(ready), ["event", "portal", "sandbox", "connector"]);
      assert.deepEqual(Object.keys(sandbox), ["token", "api", "control"]);
      assert.match(connector.mllp, /^127\.0\.0\.1:\d+$/);
      const page = await request(portal);
      assert.match(await page.body.text(), /<html/i);
      const board = await confirmedPlaces(connector.http);
      known = board.feeds[0]?.facts ?? 0;
    } finally {
      const ended = await first.stop();
      assert.equal(ended.code, 0, first.stderr());
      assert.ok(ended.tookMs < 5000, `stopped in ${Math.round(ended.tookMs)} ms`);
    }
    assert.match(first.stdout(), /\{"event":"stopped"\}\n$/);

    const second = startRaccord(["start", "--json", "--port", "0", "--state", state], folder.path);
    try {
      const { connector } = (await second.event("ready")) as { connector: { http: string } };
      const board = await confirmedPlaces(connector.http);
      assert.ok((board.feeds[0]?.facts ?? 0) >= known, "what was received before is still there");
      const third = startRaccord(["start", "--json", "--port", "0", "--state", state], folder.path);
      await until("the second process to be refused", () => third.child.exitCode !== null);
      assert.equal(third.child.exitCode, 3);
      assert.match(third.stderr(), /in use by another Raccord process/);
    } finally {
      await second.stop();
    }
    const reset = startRaccord(["reset", "--state", state], folder.path);
    await until("reset to end", () => reset.child.exitCode !== null);
    assert.equal(reset.child.exitCode, 0, reset.stderr());
    assert.ok(!existsSync(state));
  } finally {
    folder.remove();
  }
});
