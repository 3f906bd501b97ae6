import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { TrailFault } from "../../portal/audit/chain.ts";
import type { TrailVerdict } from "../../portal/audit/trail.ts";
import { createLog } from "../../runtime/log.ts";
import { type CliIo, printJson } from "../io.ts";

interface VerifyOptions {
  readonly state: string;
  readonly config?: string;
  readonly expect?: string;
  readonly json?: true;
}

/**
 * `raccord audit verify`: walks the audit trail of the portal. Exit codes (DESIGN §9): 1 when a line was altered or is
 * missing, 2 when there is no such database, 3 when it cannot be opened now.
 */
export function registerAudit(program: Command, io: CliIo): void {
  const audit = program.command("audit").description("the portal's audit trail");
  audit
    .command("verify")
    .description("check every line of the trail: altered, missing, added, cut off at the end")
    .option("--state <folder>", "state folder of the portal", ".raccord/portal")
    .option("--config <file>", "settings of the portal, for a database in PostgreSQL (or DATABASE_URL)")
    .option("--expect <hash>", "head that an earlier run printed: the trail must still hold it", hash)
    .option("--json", "one JSON object")
    .action((options: VerifyOptions) => verify(options, io));
}

async function verify(options: VerifyOptions, io: CliIo): Promise<void> {
  const { verifyTrail } = await import("../../portal/audit/trail.ts");
  const opened = await open(options, io);
  if (opened === undefined) return;
  try {
    const verdict = await verifyTrail(opened.database, options.expect);
    const sound = verdict.faults.length === 0 && verdict.expectedFound !== false;
    if (options.json) printJson(io, { ...verdict, sound });
    else io.stdout(report({ ...verdict, sound, name: opened.name, expect: options.expect ?? "" }));
    io.setExitCode(sound ? 0 : 1);
  } finally {
    await opened.database.destroy();
  }
}

async function open(options: VerifyOptions, io: CliIo) {
  const { openForReading } = await import("../../portal/store/open-portal-database.ts");
  const { portalSettings } = await import("../../portal/settings.ts");
  const { loadSettings } = await import("../../runtime/settings.ts");
  const settings =
    options.config === undefined
      ? { connectionsMax: 2 }
      : loadSettings(portalSettings, { file: options.config, section: "portal", environment: io.env })
          .database;
  const where = {
    fallbackUrl: io.env["DATABASE_URL"],
    stateFolder: resolve(options.state),
    log: createLog("portal", io.env["RACCORD_LOG_LEVEL"] ?? "error"),
  };
  try {
    const opened = await openForReading(settings, where);
    if (opened !== undefined) return opened;
    io.stderr(
      `There is no database of a portal in ${options.state}. Name its state folder with --state, or its PostgreSQL with --config or DATABASE_URL.\n`,
    );
    io.setExitCode(2);
  } catch (error) {
    if (!(error instanceof Error && /in use by another/.test(error.message))) throw error;
    io.stderr(
      `The portal is running and keeps its database to itself. Stop it and run this again; or, as an administrator, open its page /admin, which makes the same check; or keep the portal in PostgreSQL, where this command works beside it.\n`,
    );
    io.setExitCode(3);
  }
  return undefined;
}

function report(
  verdict: TrailVerdict & { readonly name: string; readonly sound: boolean; readonly expect: string },
): string {
  const { name, lines, head, faults, sound, expect, expectedFound } = verdict;
  const words = [
    `${name}: ${lines} lines, head ${head}`,
    ...faults.map(faultText),
    ...(expectedFound === null ? [] : [`${expect}: ${expectedFound ? held : lost}`]),
    sound
      ? "The trail is whole. Keep the head elsewhere and give it to --expect next time: only that shows a trail that was rewritten to its end."
      : "The trail was changed by something other than the portal. Compare with a backup; who can write to the database can do this.",
  ];
  return `${words.join("\n")}\n`;
}

const held = "is in the trail";
const lost = "is NOT in the trail, which was cut or rewritten";

function faultText(fault: TrailFault): string {
  switch (fault.fault) {
    case "altered":
      return `line ${fault.sequence}: altered; its words, its place or the line before do not fit its hash`;
    case "missing":
      return `line ${fault.sequence}: missing`;
    case "end-missing":
      return fault.sequence < fault.expected
        ? `lines ${fault.sequence + 1} to ${fault.expected}: missing at the end`
        : `lines ${fault.expected + 1} to ${fault.sequence}: added after the end that the portal recorded`;
  }
}

function hash(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError("A hash is 64 hexadecimal digits, as this command prints it.");
}
