import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import type { RemovedJourney } from "../../portal/retention/remove-journey.ts";
import type { PortalDatabase } from "../../portal/store/tables.ts";
import { systemClock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type CliIo, printJson } from "../io.ts";
import { type KeptPortal, keptSettings, openKeptPortal } from "./open-kept.ts";

interface ExportOptions extends KeptPortal {
  readonly out: string;
  readonly json?: true;
}

interface RemoveOptions extends KeptPortal {
  readonly why: string;
  readonly leaveWhiteList?: true;
  readonly json?: true;
}

interface RetainOptions {
  readonly state: string;
  readonly config: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/**
 * `raccord portal export`, `remove` and `retain`: a file with everything in it as one archive, its removal, and the rules of
 * how long personal data are kept. Exit codes (DESIGN §9): 1 when there is no such journey, 2 when there is no such database,
 * 3 when it cannot be opened now.
 */
export function registerPortalFiles(portal: Command, io: CliIo): void {
  // Options that `portal` has too belong to whichever of the two they follow.
  portal.enablePositionalOptions();
  const kept = (command: Command): Command =>
    command
      .option("--state <folder>", "state folder of the portal", ".raccord/portal")
      .option("--config <file>", "settings of the portal, for a database in PostgreSQL (or DATABASE_URL)");
  kept(
    portal.command("export").description("one archive with everything of a journey: facts, documents, trail"),
  )
    .argument("<journey>", "identifier of the journey, as in the address of its pages")
    .requiredOption("--out <file>", "archive to write (ZIP)")
    .option("--json", "one JSON object")
    .action((journey: string, options: ExportOptions) => exportJourney(journey, options, io));
  kept(
    portal
      .command("remove")
      .description("remove a journey and everything in it; its lines of the trail are emptied"),
  )
    .argument("<journey>", "identifier of the journey")
    .requiredOption("--why <text>", "the reason, for the trail")
    .option("--leave-white-list", "remove it although ANS's white list still lets its supplier write")
    .option("--json", "one JSON object")
    .action((journey: string, options: RemoveOptions) => remove(journey, options, io));
  portal
    .command("retain")
    .description("apply the rules of portal.retention now: what is older than they allow is removed")
    .requiredOption("--config <file>", "settings of the portal, with the rules")
    .option("--state <folder>", "state folder of the portal", ".raccord/portal")
    .option("--dry-run", "only say what would be removed")
    .option("--json", "one JSON object")
    .action((options: RetainOptions) => retain(options, io));
}

async function exportJourney(journeyId: string, options: ExportOptions, io: CliIo): Promise<void> {
  const { journeyArchive } = await import("../../portal/archive/journey-archive.ts");
  const { findJourney } = await import("../../portal/journey/journeys.ts");
  const { loadFacts } = await import("../../portal/journey/load-facts.ts");
  const { listReader } = await import("../../portal/establishments/list-reader.ts");
  const opened = await openKeptPortal(options, io);
  if (opened === undefined) return;
  const { database } = opened;
  // Written beside its place and moved there whole: an archive that broke off is never taken for one.
  const out = resolve(options.out);
  const part = `${out}.part`;
  try {
    const journey = await findJourney(database, journeyId, listReader.regionsOf);
    if (journey === undefined) throw new RaccordError("journey.unknown", journeyId);
    const nowMs = systemClock.nowMs();
    const facts = await loadFacts(database, journeyId, { list: listReader, nowMs });
    const archive = await journeyArchive(database, { journey, facts, atMs: nowMs });
    await pipeline(archive, createWriteStream(part, { mode: 0o600 }));
    await rename(part, out);
    if (options.json) printJson(io, { journey: journeyId, archive: out });
    else io.stdout(`${journey.name}: ${options.out}. It holds personal data; keep it accordingly.\n`);
  } catch (error) {
    refused(error, io);
  } finally {
    await rm(part, { force: true });
    await database.destroy();
  }
}

async function remove(journeyId: string, options: RemoveOptions, io: CliIo): Promise<void> {
  const { removeJourney } = await import("../../portal/retention/remove-journey.ts");
  const { inTransaction } = await import("../../runtime/database.ts");
  const opened = await openKeptPortal(options, io);
  if (opened === undefined) return;
  const { database } = opened;
  try {
    const by = { personId: "operator", name: `${userInfo().username} (raccord portal remove)` };
    const atMs = systemClock.nowMs();
    const leaves = options.leaveWhiteList === true ? ({ leavesWhiteList: true } as const) : {};
    const removed = await inTransaction(database, (transaction) =>
      removeJourney(transaction, journeyId, { by, atMs, why: options.why, ...leaves }),
    );
    const testClientLeft =
      removed.rights.testClient === "" ? null : await withdrawNow(database, journeyId, options, io);
    if (options.json) printJson(io, { journey: journeyId, ...removed, testClientLeft });
    else io.stdout(removedWords(journeyId, removed, testClientLeft));
  } catch (error) {
    refused(error, io);
  } finally {
    await database.destroy();
  }
}

/** Takes the test access away at once where the settings name the platform. Returns why it is still there, `null` for gone. */
async function withdrawNow(
  database: PortalDatabase,
  journeyId: string,
  { config }: KeptPortal,
  io: CliIo,
): Promise<string | null> {
  const { withdrawRemoved } = await import("../../portal/test-access/removed.ts");
  const settings = config === undefined ? undefined : await keptSettings({ config }, io);
  const platform = settings?.platforms.test;
  if (platform === undefined) return "no settings with portal.platforms.test were given";
  return (await withdrawRemoved(database, systemClock, platform, journeyId)) ?? null;
}

function removedWords(journeyId: string, removed: RemovedJourney, testClientLeft: string | null): string {
  const { documents, trailLines, rights } = removed;
  const lines = [
    `${journeyId} is removed: ${documents} documents, the words of ${trailLines} lines of the trail. The trail still verifies (raccord audit verify). Backups made before still hold it.`,
    ...rights.whiteList.map((line) => `Still on ANS's white list: ${line}. Ask ANS to end it.`),
  ];
  if (rights.testClient !== "")
    lines.push(
      testClientLeft === null
        ? `The test platform no longer knows its client ${rights.testClient}.`
        : `The test platform still knows its client ${rights.testClient} (${testClientLeft}). The portal takes it away when it next starts, and tries until it is gone.`,
    );
  return `${lines.join("\n")}\n`;
}

const refusals = ["journey.unknown", "journey.on-white-list"];

/** Writes why a command about a journey cannot go on. Throws whatever is no such refusal. */
function refused(error: unknown, io: CliIo): void {
  if (!(error instanceof RaccordError && refusals.includes(error.code))) throw error;
  io.stderr(`${error.message}\n`);
  io.setExitCode(1);
}

async function retain(options: RetainOptions, io: CliIo): Promise<void> {
  const { planRetention } = await import("../../portal/retention/plan.ts");
  const { applyRetention } = await import("../../portal/retention/apply.ts");
  const { retention } = await keptSettings(options, io);
  const opened = await openKeptPortal(options, io);
  if (opened === undefined) return;
  const { database } = opened;
  try {
    const nowMs = systemClock.nowMs();
    const plan = await planRetention(database, retention, nowMs);
    if (options.dryRun !== true) await applyRetention(database, plan, nowMs);
    if (options.dryRun !== true)
      for (const journey of plan.journeys) await withdrawNow(database, journey, options, io);
    if (options.json) return printJson(io, { applied: options.dryRun !== true, ...plan });
    const { onWhiteList, ...gone } = plan;
    const words = Object.entries(gone).map(([what, ids]) => `${what}: ${ids.length}`);
    io.stdout(`${options.dryRun ? "Would be removed" : "Removed"}: ${words.join(", ")}.\n`);
    for (const { journey, lines } of onWhiteList)
      io.stdout(`Kept, still on ANS's white list: ${journey}: ${lines.join("; ")}.\n`);
  } finally {
    await database.destroy();
  }
}
