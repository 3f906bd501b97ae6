import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { defaultZone } from "../../domain/time/stamp.ts";
import { type CliIo, printJson } from "../io.ts";
import { timeZone } from "./occupancy.ts";

interface InspectOptions {
  readonly zone: string;
  readonly lang?: "fr" | "en";
  readonly json?: true;
}

/** `raccord inspect FILE`: what a message means for beds, in words. Prints local numbers, writes nothing. */
export function registerInspect(program: Command, io: CliIo): void {
  program
    .command("inspect")
    .description("what a message means: its effect on beds, what was repaired, how it would be acknowledged")
    .argument("<file...>", "one HL7 message, or MLLP frames")
    .option("--zone <zone>", "time zone of times without offset", timeZone, defaultZone)
    .addOption(
      new Option("--lang <language>", "language; default: that of the terminal").choices(["fr", "en"]),
    )
    .option("--json", "one JSON object per message")
    .action(async (files: string[], options: InspectOptions) => {
      const { readFrame } = await import("../../connector/receive/pam/read-frame.ts");
      const { readFrameEvents } = await import("../../wire/mllp/framer.ts");
      const { messageWords } = await import("../offline/message-words.ts");
      const { offlineContext } = await import("../offline/feed-reading.ts");
      const language = options.lang ?? (/^fr/i.test(io.env["LC_ALL"] ?? io.env["LANG"] ?? "") ? "fr" : "en");
      let arrival = 0;
      let refused = 0;
      for (const file of files) {
        for (const event of readFrameEvents(await readFile(file))) {
          if (event.kind !== "frame") {
            io.stderr(`${file}: ${event.kind}, ${event.byteCount} bytes\n`);
            refused += 1;
            continue;
          }
          arrival += 1;
          const frame = readFrame(event.bytes, offlineContext(options.zone, arrival));
          const words = messageWords(frame, language);
          if (frame.reading.outcome === "refused") refused += 1;
          if (options.json) printJson(io, { file, message: arrival, ...words.json });
          else io.stdout(`${file}, ${arrival}: ${words.lines.join("\n")}\n`);
        }
      }
      if (arrival === 0) io.stderr(language === "fr" ? "Aucun message.\n" : "No message.\n");
      io.setExitCode(refused > 0 || arrival === 0 ? 1 : 0);
    });
}
