import { z } from "zod";

/** Where the live page listens and which connector it shows. Unknown members are refused. */
export const portalSettings = z.strictObject({
  host: z.string().min(1).default("127.0.0.1"),
  /** 0 takes any free port. */
  port: z.int().min(0).max(65_535).default(7780),
  /** Base of the connector's HTTP API. Credentials in the address are refused: they would end in logs. */
  connectorUrl: z
    .url({ protocol: /^https?$/, abort: true })
    .refine((text) => {
      const { username, password } = new URL(text);
      return username === "" && password === "";
    }, "credentials in the address are not taken")
    .transform((text) => text.replace(/[?#].*$/, "").replace(/\/+$/, "")),
  /** Shown in the browser's tab until the board names its establishment. */
  title: z.string().min(1).max(200).default("Raccord"),
});

/** Settings as written by people, before defaults. */
export type PortalSettings = z.input<typeof portalSettings>;
