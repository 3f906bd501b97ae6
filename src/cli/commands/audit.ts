import { type Command, InvalidArgumentError } from "commander";
import type { TrailFault } from "../../portal/audit/chain.ts";
import type { TrailVerdict } from "../../portal/audit/trail.ts";
import { type CliIo, printJson } from "../io.ts";
import { openKeptPortal } from "../portal/open-kept.ts";

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
  const opened = await openKeptPortal(options, io);
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
