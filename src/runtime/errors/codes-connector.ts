import type { ErrorText } from "./error-text.ts";

export const connectorCodes = {} as const satisfies Record<string, ErrorText>;
