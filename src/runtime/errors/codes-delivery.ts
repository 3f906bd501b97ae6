import type { ErrorText } from "./error-text.ts";

export const deliveryCodes = {} as const satisfies Record<string, ErrorText>;
