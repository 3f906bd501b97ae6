import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { RunningDemonstration } from "../demonstration/start.ts";
import { type CliIo, printJson } from "../io.ts";

interface StartOptions {
  readonly state: string;
  readonly port: number;
  readonly seed: number;
  readonly speedUp: number;
  readonly json?: true;
}

/** First of the row of ports: page 7780, connector 7781 and 7782, sandbox 7790 to 7794. */
const basePortDefault = 7780;
/** A day of the hospital passes in about three minutes: about two messages a second. */
const speedUpDefault = 500;

/** `raccord start`: everything on this machine, with an invented hospital. */
export function registerStart(program: Command, io: CliIo): void {
  program
    .command("start")
    .description(
      "everything on this machine: national service (imitation), connector, live page, invented hospital",
    )
    .option("--state <folder>", "databases, keys, sheets", ".raccord")
    .option(
      "--port <number>",
      "first of a row of ports, 0 = any free ones",
      whole(0, 65_000),
      basePortDefault,
    )
    .option("--seed <number>", "seed of the invented hospital", whole(0, 4_294_967_295), 1)
    .option("--speed-up <factor>", "how many times faster than life", whole(1, 10_000), speedUpDefault)
    .option("--json", "one JSON object per line")
    .action(async (options: StartOptions) => {
      const { startDemonstration } = await import("../demonstration/start.ts");
      const { systemClock } = await import("../../runtime/clock.ts");
      const { systemRandom } = await import("../../runtime/random.ts");
      const { createLog } = await import("../../runtime/log.ts");
      const stop = io.stopRequested();
      if (!options.json) io.stdout("Raccord starts: authority, sandbox, connector, page, hospital…\n");
      const level = io.env["RACCORD_LOG_LEVEL"] ?? "error";
      const running = await startDemonstration(
        {
          stateFolder: resolve(options.state),
          basePort: options.port,
          seed: options.seed,
          speedUp: options.speedUp,
        },
        { clock: systemClock, random: systemRandom, log: (part) => createLog(part, level) },
      );
      const { portal, sandbox, connector } = running;
      if (options.json) printJson(io, { event: "ready", portal, sandbox, connector });
      else io.stdout(screen(running, options.state));
      await stop;
      if (!options.json) io.stdout("Stopping…\n");
      await running.close();
      if (options.json) printJson(io, { event: "stopped" });
      else io.stdout("Stopped. Start again to go on; `raccord reset` forgets everything.\n");
    });
}

/** One screen: what is where, and what to expect. */
function screen(
  { hospital, portal, sandbox, sandboxControlToken, connector, inbox }: RunningDemonstration,
  state: string,
): string {
  return `
  Open  ${portal}

  ${hospital} (invented) sends its movements; a few seconds later the
  national ROR (imitation) shows its beds. On the page, places turn to "confirmed"
  within a minute, and the available beds follow each admission and discharge.
  "Jouer toute l'histoire" (EN: "Play the whole story"), on the same page, takes you
  through a whole connection, from the first form to beds that move in production.

  live page        ${portal}
  connector        HL7 v2 over MLLP on ${connector.mllp}
                   board and metrics ${connector.http}/board
                   sheets dropped in ${inbox}
  national ROR     token ${sandbox.token}
  (imitation)      API   ${sandbox.api}/ws-synchro-dispo-lits-fhir/Location
                   what it holds: ${sandbox.control}/places
                   (Authorization: Bearer ${sandboxControlToken})
  state            ${state} (survives a restart; \`raccord reset\` forgets it)

  Ctrl-C stops everything.
`;
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A whole number from ${least} to ${most}.`);
  };
}
