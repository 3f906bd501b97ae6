import type { ErrorText } from "./error-text.ts";

export const sandboxCodes = {} as const satisfies Record<string, ErrorText>;
