import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { connectorSettings } from "../../src/connector/settings.ts";
import { type RunningConnector, startConnector } from "../../src/connector/start.ts";
import { type Clock, systemClock } from "../../src/runtime/clock.ts";
import { type Log, silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import type { SandboxSettingsInput } from "../../src/sandbox/settings.ts";
import { type RunningSandbox, startSandbox } from "../../src/sandbox/start.ts";

/** A folder of this test, removed at its end. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "raccord-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Waits for a condition, bounded; fails with what it waited for. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  boundMs = 20_000,
): Promise<void> {
  const startMs = systemClock.nowMs();
  for (;;) {
    if (await condition()) return;
    if (systemClock.nowMs() - startMs > boundMs) throw new Error(`waited ${boundMs} ms in vain: ${what}`);
    await new Promise<void>((resolve) => systemClock.after(20, resolve));
  }
}

/** The real clock, moved so that it shows `ms` now: feeds of the past are then of today. */
export function clockAt(ms: number): Clock {
  const offsetMs = ms - systemClock.nowMs();
  return { nowMs: () => systemClock.nowMs() + offsetMs, after: systemClock.after };
}

/** One sandbox with one enrolled client that may write every establishment. */
export async function startRorFor(
  places: readonly { idNatStruct: string; externalId: string }[],
  stateFolder: string,
  behaviour: NonNullable<NonNullable<SandboxSettingsInput["environments"]>[number]["behaviour"]> = {},
): Promise<
  RunningSandbox & { target: Record<string, unknown>; held(): Promise<Map<string, Map<string, number>>> }
> {
  const sandbox = await startSandbox(
    { stateFolder, environments: [{ name: "test", places: [...places], behaviour }] },
    { clock: systemClock, random: systemRandom, log: silentLog },
  );
  const client = await sandbox.enrol({
    clientId: "essai",
    subject: {
      commonName: "ESSAI_ROR",
      organization: "Hôpital d'essai",
      structureId: places[0]?.idNatStruct ?? "",
      department: "Côte-d'Or (21)",
    },
  });
  return {
    ...sandbox,
    target: {
      name: "sandbox",
      tokenUrl: sandbox.tokenUrl,
      apiBase: sandbox.apiUrl,
      clientId: client.clientId,
      certificate: {
        certificate: { file: client.certificateFile },
        key: { file: client.keyFile },
        keyPassphraseFile: client.passphraseFile,
      },
      authority: { file: client.authorityFile },
    },
    async held() {
      const answer = await request(`${sandbox.controlUrl}/places?limit=1000`, {
        headers: { authorization: `Bearer ${sandbox.controlToken}` },
      });
      const body = (await answer.body.json()) as {
        places: { externalId: string; rows: { key: string; nbCapacity: number }[] }[];
      };
      return new Map(
        body.places.map((place) => [
          place.externalId,
          new Map(place.rows.map((row) => [keyWithDashes(row.key), row.nbCapacity])),
        ]),
      );
    },
  };
}

/** The sandbox writes nothing for an absent attribute; a dash reads better. */
function keyWithDashes(key: string): string {
  return key
    .split("/")
    .map((part) => part || "-")
    .join("/");
}

/** A connector on free ports. */
export async function startRig(
  settings: unknown,
  stateFolder: string,
  world: { clock?: Clock; log?: Log } = {},
): Promise<RunningConnector> {
  return await startConnector(connectorSettings.parse(settings), {
    clock: world.clock ?? systemClock,
    random: systemRandom,
    log: world.log ?? silentLog,
    stateFolder,
  });
}

/** Sends raw frames over one socket as fast as answers allow and returns the acknowledgements, in order. */
export async function sendFrames(address: string, frames: readonly Uint8Array[]): Promise<string[]> {
  const [host = "", port = "0"] = address.split(":");
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(port), host);
    let received = "";
    socket.setTimeout(30_000, () => socket.destroy(new Error("no acknowledgement within 30 s")));
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      const answers = received.split("\x1c\r").slice(0, -1);
      if (answers.length < frames.length) return;
      socket.end();
      resolve(answers.map((answer) => answer.replace(/^\x0b/, "")));
    });
    socket.on("connect", () => {
      for (const frame of frames) socket.write(frame);
    });
  });
}

/** MSA-1 and MSA-2 of an acknowledgement. */
export function msa(ack: string): { code: string; controlId: string } {
  const [, code = "", controlId = ""] = /\rMSA.([A-Z]{2}).([^|\r]*)/.exec(ack) ?? [];
  return { code, controlId };
}
