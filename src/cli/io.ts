/** The terminal and the process as the commands see them. */
export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when a person reads the standard output. */
  readonly interactive: boolean;
  /** Sets the exit code of the process: 0 good, 1 the check failed, 2 wrong use, 3 the environment is at fault. */
  setExitCode(code: 0 | 1 | 2 | 3): void;
  /**
   * Resolves at the first SIGINT or SIGTERM. A later one ends the process at once; within a second it is taken for the
   * same one, since npm passes on what the terminal has already sent.
   */
  stopRequested(): Promise<void>;
}

/** One Ctrl-C can arrive twice: from the terminal, and again through npm. */
const sameSignalMs = 1_000;

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
        let firstAtMs: number | undefined;
        const onSignal = (): void => {
          firstAtMs ??= performance.now();
          if (performance.now() - firstAtMs > sameSignalMs) process.exit(1);
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
