import { errorCatalogue } from "../runtime/errors/catalogue.ts";
import { RaccordError } from "../runtime/errors/raccord-error.ts";

export interface FaultWords {
  /** What happened, why, and what to do next; ends with a line break. */
  readonly text: string;
  readonly exitCode: 2 | 3;
}

/** Codes of faults that come from what the user wrote, not from the environment. */
const wrongUse = /^(cli|campaign\.(?!cannot-read)|connector\.bad-settings|sandbox\.settings)/;

/** An error in words for the terminal, with the exit code of DESIGN §9. */
export function faultWords(error: unknown): FaultWords {
  if (error instanceof RaccordError) {
    const advice = errorCatalogue[error.code].adviceEn;
    return { text: `${error.message}\n${advice}\n`, exitCode: wrongUse.test(error.code) ? 2 : 3 };
  }
  const code = (error as { code?: unknown } | null)?.code;
  const message = error instanceof Error ? error.message : String(error);
  if (code === "EADDRINUSE") {
    return {
      text: `${message}\nAnother program uses this port. Stop it, or choose other ports with --port (0 = any free ones).\n`,
      exitCode: 3,
    };
  }
  if (code === "ENOENT" || code === "EACCES" || code === "EISDIR") {
    return { text: `${message}\nCheck the path and the permission to read it.\n`, exitCode: 2 };
  }
  return { text: `${message}\n`, exitCode: 3 };
}
