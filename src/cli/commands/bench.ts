import type { Command } from "commander";
import { type CliIo, printJson } from "../io.ts";

interface BenchCommandOptions {
  readonly quick?: true;
  readonly json?: true;
  readonly only?: readonly string[];
}

/** `raccord bench`: figures of this machine, each beside a ceiling or a peer measured in the same run. */
export function registerBench(program: Command, io: CliIo): void {
  program
    .command("bench")
    .description("measure this machine: each figure beside its ceiling or a peer (docs/performance.md)")
    .option("--quick", "shorter runs, a minute and a half in all")
    .option("--only <name...>", "these figures alone")
    .option("--json", "one JSON object per figure and line")
    .action((options: BenchCommandOptions) => bench(options, io));
}

async function bench(options: BenchCommandOptions, io: CliIo): Promise<void> {
  const { figureSpecs } = await import("../bench/figures.ts");
  const { figureText, summaryText } = await import("../bench/report.ts");
  const { runBench } = await import("../bench/run.ts");
  const only = options.only ?? [];
  const names = figureSpecs.map((spec) => spec.name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    io.stderr(`No figure is called ${unknown.join(", ")}. There are: ${names.join(", ")}.\n`);
    io.setExitCode(2);
    return;
  }
  let stopped = false;
  void io.stopRequested().then(() => {
    stopped = true;
  });
  const figures = [];
  for await (const figure of runBench({ quick: options.quick === true, only }, () => stopped)) {
    figures.push(figure);
    if (options.json) printJson(io, figure);
    else io.stdout(figureText(figure));
  }
  if (!options.json) io.stdout(summaryText(figures));
  if (figures.some((figure) => figure.value === null)) io.setExitCode(3);
}
