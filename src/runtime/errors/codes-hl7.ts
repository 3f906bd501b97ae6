import type { ErrorText } from "./error-text.ts";

export const hl7Codes = {} as const satisfies Record<string, ErrorText>;
