import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import { defaultZone } from "../../domain/time/stamp.ts";
import { type CliIo, printJson } from "../io.ts";

interface OccupancyOptions {
  readonly beds?: string;
  readonly closings?: string;
  readonly at?: string[];
  readonly patients?: true;
  readonly steps?: true;
  readonly timeline?: true;
  readonly zone: string;
  readonly json?: true;
}

/** `raccord occupancy FEED…`: what this feed says about the beds. Reads files, writes nothing to disk. */
export function registerOccupancy(program: Command, io: CliIo): void {
  program
    .command("occupancy")
    .description("what a feed says about the beds, at chosen moments or after each message")
    .argument("<feed...>", "files of HL7 messages (one message, or .mllp frames), read in this order")
    .option("--beds <file>", "bed register (CSV: UF;CHAMBRE;LIT;ETAT)")
    .option("--closings <file>", "closings (CSV: UF;NOMBRE;DU;AU)")
    .option("--at <time...>", "moments, HL7 or ISO; default: the newest time in the feed")
    .option("--patients", "one line per patient as well (prints local numbers)")
    .option("--steps", "the state of the patients after each message")
    .option("--timeline", "where each patient lay, from when to when")
    .option("--zone <zone>", "time zone of times without offset", timeZone, defaultZone)
    .option("--json", "one JSON object per line")
    .action(async (files: string[], options: OccupancyOptions) => {
      const { readOffline, countsAt, stateAfter, timelines } = await import("../offline/feed-reading.ts");
      const { countsTable, patientTable } = await import("../offline/tables.ts");
      const { readRegisterFile, readClosingsFile } = await import("../offline/sheet-files.ts");
      const beds = options.beds === undefined ? [] : await readRegisterFile(options.beds, options.zone, io);
      const closings =
        options.closings === undefined ? [] : await readClosingsFile(options.closings, options.zone, io);
      if (beds === undefined || closings === undefined) {
        io.setExitCode(1);
        return;
      }
      const contents: { name: string; bytes: Uint8Array }[] = [];
      for (const name of files) contents.push({ name, bytes: await readFile(name) });
      const feed = readOffline(contents, { zone: options.zone, beds, closings });
      for (const refused of feed.refused)
        io.stderr(`${refused.file}, message ${refused.index}: ${refused.reason}\n`);
      if (options.steps) {
        // Written step by step: the whole would not fit into one text for a long feed.
        if (options.json) io.stdout('{"steps":[');
        let separator = "";
        for (const step of stateAfter(contents, { zone: options.zone, beds, closings })) {
          io.stdout(
            options.json
              ? `${separator}${JSON.stringify(step)}`
              : `${step.file}\n${patientTable(step.after)}\n`,
          );
          separator = ",";
        }
        if (options.json) io.stdout("]}\n");
        return;
      }
      const moments = options.at ?? [];
      for (const counts of countsAt(feed, moments, options.patients === true)) {
        if (options.json) printJson(io, counts);
        else io.stdout(countsTable(counts));
      }
      if (options.timeline) {
        const timeline = timelines(feed);
        if (options.json) printJson(io, { timeline });
        else io.stdout(`${JSON.stringify(timeline, undefined, 1)}\n`);
      }
    });
}

/** Refuses a zone that nobody knows before a single message is read with it. */
export function timeZone(text: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError("Not a time zone; for example Europe/Paris or Indian/Reunion.");
  }
}
