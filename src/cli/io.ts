/** The terminal and the process as the commands see them. */
export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when a person reads the standard output. */
  readonly interactive: boolean;
  /** Sets the exit code of the process: 0 good, 1 the check failed, 2 wrong use, 3 the environment is at fault. */
  setExitCode(code: 0 | 1 | 2 | 3): void;
  /** Resolves at the first SIGINT or SIGTERM. A second signal ends the process at once. */
  stopRequested(): Promise<void>;
}

/** The real terminal. */
export function processIo(): CliIo {
  let stop: Promise<void> | undefined;
  return {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    env: process.env,
    interactive: process.stdout.isTTY === true,
    setExitCode(code) {
      process.exitCode = code;
    },
    stopRequested() {
      stop ??= new Promise((resolve) => {
        let asked = 0;
        const onSignal = (): void => {
          asked += 1;
          if (asked > 1) process.exit(1);
          resolve();
        };
        process.on("SIGINT", onSignal);
        process.on("SIGTERM", onSignal);
      });
      return stop;
    },
  };
}

/** One JSON object on one line of standard output. */
export function printJson(io: CliIo, value: unknown): void {
  io.stdout(`${JSON.stringify(value)}\n`);
}
