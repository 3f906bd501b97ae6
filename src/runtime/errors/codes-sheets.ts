import type { ErrorText } from "./error-text.ts";

export const sheetCodes = {} as const satisfies Record<string, ErrorText>;
