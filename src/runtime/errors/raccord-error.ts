import { type ErrorCode, errorCatalogue } from "./catalogue.ts";

/**
 * A fault with a stable code. `detail` is for the operator's log and may name a setting, a file or a line; it
 * never holds personal data or secrets.
 */
export class RaccordError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;

  constructor(code: ErrorCode, detail = "", options?: { cause?: unknown }) {
    const text = errorCatalogue[code];
    super(detail === "" ? text.en : `${text.en}: ${detail}`, options);
    this.name = "RaccordError";
    this.code = code;
    this.detail = detail;
  }
}
