import { type Command, InvalidArgumentError } from "commander";
import { defaultZone, isoText, parseStamp } from "../../domain/time/stamp.ts";
import { systemClock } from "../../runtime/clock.ts";
import { createLog } from "../../runtime/log.ts";
import { systemRandom } from "../../runtime/random.ts";
import { fixedStartMs, hospitalModel } from "../../simulator/hospital.ts";
import { type RunningSimulator, startSimulator, writeStream } from "../../simulator/start.ts";
import { type CliIo, printJson } from "../io.ts";

interface SimulateOptions {
  readonly to?: { host: string; port: number };
  readonly out?: string;
  readonly seed: number;
  readonly messages?: number;
  readonly rate?: number;
  readonly speedUp: number;
  readonly start?: number;
  readonly censusTo?: string;
  readonly bedsTo?: string;
  readonly dirt: number;
  readonly window: number;
  readonly units?: number;
  readonly beds?: number;
  readonly json?: true;
}

const progressMs = 5000;
const fileMessages = 1000;

/**
 * `raccord simulate`: an invented hospital that emits PAM-FR over MLLP, or into a file. The same seed and options
 * give the same bytes, unless it starts `now`. Exit code 2: wrong use; 3: the receiver cannot be reached or a file
 * cannot be written.
 */
export function registerSimulate(program: Command, io: CliIo): void {
  program
    .command("simulate")
    .description("an invented hospital that sends its movements (HL7 v2 PAM France)")
    .option("--to <host:port>", "receiver, MLLP over TCP", endpoint)
    .option("--out <file>", "write the frames into this file instead")
    .option("--seed <number>", "same seed and options, same messages", whole("seed", 0, 0xffff_ffff), 1)
    .option(
      "--messages <count>",
      `end after so many (with --out: ${fileMessages} unless stated)`,
      whole("messages", 1, 1e9),
    )
    .option(
      "--rate <perSecond>",
      "at most so many a second (default 10, or as stamped with --start now)",
      rate,
    )
    .option(
      "--speed-up <factor>",
      "tell the life of the hospital in 1/N of its time",
      whole("speed-up", 1, 10_000),
      1,
    )
    .option("--start <time>", "first instant, HL7 or ISO 8601, or `now` (default: a fixed Monday)", startTime)
    .option(
      "--census-to <folder>",
      "put the census there first; patients of the start are then not told by A01",
    )
    .option("--beds-to <folder>", "put beds.csv and closings.csv there first")
    .option(
      "--dirt <fraction>",
      "share of messages with bad habits; 1 also sends some unusable ones",
      fraction,
      0,
    )
    .option("--window <count>", "messages on their way without an answer", whole("window", 1, 1000), 1)
    .option("--units <count>", "units of the hospital", whole("units", 6, 200))
    .option("--beds <count>", "beds of the hospital", whole("beds", 60, 20_000))
    .option("--json", "one JSON object per line")
    .action(async (options: SimulateOptions) => {
      if ((options.to === undefined) === (options.out === undefined)) {
        io.stderr("Give either --to HOST:PORT or --out FILE.\n");
        io.setExitCode(2);
        return;
      }
      try {
        await (options.out === undefined ? send(options, io) : write(options, options.out, io));
      } catch (error) {
        if (error instanceof RangeError) io.setExitCode(2);
        else io.setExitCode(3);
        io.stderr(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
}

function settingsOf(options: SimulateOptions) {
  const startMs = Math.floor((options.start ?? fixedStartMs) / 1000) * 1000;
  const hospital = hospitalModel({
    seed: options.seed,
    startMs,
    ...(options.units === undefined ? {} : { unitsCount: options.units }),
    ...(options.beds === undefined ? {} : { bedsCount: options.beds }),
  });
  return {
    hospital,
    seed: options.seed,
    speedUp: options.speedUp,
    dirt: options.dirt,
    window: options.window,
    ...(options.messages === undefined ? {} : { messages: options.messages }),
    ...(options.censusTo === undefined ? {} : { censusTo: options.censusTo }),
    ...(options.bedsTo === undefined ? {} : { bedsTo: options.bedsTo }),
  };
}

async function write(options: SimulateOptions, path: string, io: CliIo): Promise<void> {
  let stopped = false;
  void io.stopRequested().then(() => {
    stopped = true;
  });
  const settings = { ...settingsOf(options), messages: options.messages ?? fileMessages };
  const written = await writeStream(settings, path, () => stopped);
  if (options.json) printJson(io, { event: "stopped", written, file: path });
  else io.stdout(`${written} messages in ${path}\n`);
}

async function send(options: SimulateOptions, io: CliIo): Promise<void> {
  if (options.to === undefined) return;
  const settings = settingsOf(options);
  // A stream that starts in the past may run ahead of the clock; one that starts now must not.
  const live = options.start !== undefined && options.start > systemClock.nowMs() - 60_000;
  const ratePerSecond = options.rate ?? (live ? undefined : 10);
  const world = {
    clock: systemClock,
    random: systemRandom,
    log: createLog("simulator", io.env["RACCORD_LOG_LEVEL"] ?? "warn"),
  };
  const running = startSimulator(
    {
      ...settings,
      to: options.to,
      pace: live ? "stamps" : "rate",
      ...(ratePerSecond === undefined ? {} : { ratePerSecond }),
    },
    world,
  );
  const to = `${options.to.host}:${options.to.port}`;
  if (options.json) {
    printJson(io, { event: "ready", to, seed: options.seed, start: isoText(settings.hospital.startMs) });
  } else io.stdout(`${settings.hospital.name} sends to ${to}. Ctrl-C stops.\n`);
  const stopProgress = reportProgress(running, options, io);
  void io.stopRequested().then(() => running.stop());
  try {
    await running.done;
  } finally {
    stopProgress();
  }
  const { sent, acks, skipped, unexpected, connections } = running.counts();
  if (options.json) printJson(io, { event: "stopped", sent, acks, skipped, unexpected, connections });
  else io.stdout(`${sent} messages sent, answers ${acksText(acks)}, ${skipped} skipped.\n`);
}

function reportProgress(running: RunningSimulator, options: SimulateOptions, io: CliIo): () => void {
  if (!options.json && !io.interactive) return () => undefined;
  let cancel: () => void = () => undefined;
  const report = (): void => {
    const { sent, acks, lastAtMs } = running.counts();
    if (options.json) printJson(io, { event: "progress", sent, acks, at: isoText(lastAtMs) });
    else io.stderr(`\r${sent} messages, answers ${acksText(acks)}, hospital time ${isoText(lastAtMs)} `);
    cancel = systemClock.after(options.json ? progressMs : 1000, report);
  };
  cancel = systemClock.after(options.json ? progressMs : 1000, report);
  return () => {
    cancel();
    if (!options.json) io.stderr("\n");
  };
}

function acksText(acks: Readonly<Record<string, number>>): string {
  const parts = Object.entries(acks).map(([code, count]) => `${code} ${count}`);
  return parts.length === 0 ? "none" : parts.join(", ");
}

function endpoint(text: string): { host: string; port: number } {
  const match = /^(.+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port < 1 || port > 65_535) throw new InvalidArgumentError("Expected HOST:PORT.");
  return { host: match[1].replace(/^\[(.*)\]$/, "$1"), port };
}

function whole(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== "") return value;
    throw new InvalidArgumentError(`${name} is a whole number from ${least} to ${most}.`);
  };
}

function rate(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1e6) return value;
  throw new InvalidArgumentError("A rate is a number above 0.");
}

function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("A fraction lies from 0 to 1.");
}

function startTime(text: string): number {
  if (text === "now") return systemClock.nowMs();
  const stamp = parseStamp(text, defaultZone);
  if (!stamp) throw new InvalidArgumentError("Expected a time (HL7 or ISO 8601) or `now`.");
  return stamp.ms;
}
