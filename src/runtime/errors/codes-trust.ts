import type { ErrorText } from "./error-text.ts";

export const trustCodes = {} as const satisfies Record<string, ErrorText>;
