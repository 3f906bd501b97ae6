import { z } from "zod";
import { backupSettings } from "../runtime/backup/schedule.ts";
import { certificateSettings } from "./certificates/settings.ts";
import { mailSettings } from "./messages/settings.ts";
import { retentionSettings } from "./retention/settings.ts";
import { signInSettings } from "./signin/settings.ts";
import { platformSettings } from "./white-list/control-client.ts";

/** Where the portal listens, which connector it shows, who signs people in. Unknown members are refused. */
export const portalSettings = z.strictObject({
  host: z.string().min(1).default("127.0.0.1"),
  /** 0 takes any free port. */
  port: z.int().min(0).max(65_535).default(7780),
  /** Address that browsers see, when a proxy stands before the portal; https there makes the cookies secure. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
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
  database: z
    .strictObject({
      /** `postgresql://user:password@host:5432/name`; wins over the environment variable DATABASE_URL. */
      url: z
        .string()
        .regex(/^postgres(ql)?:\/\//, "starts with postgresql://")
        .optional(),
      /** File that holds nothing but the address. */
      urlFile: z.string().min(1).optional(),
      connectionsMax: z.int().min(2).max(100).default(10),
    })
    .prefault({}),
  signIn: signInSettings.prefault({}),
  certificates: certificateSettings.prefault({}),
  mail: mailSettings.optional(),
  /** National platforms that can be piloted from here: sandboxes. Without one, ANS does by hand what was decided. */
  platforms: z
    .strictObject({ test: platformSettings.optional(), production: platformSettings.optional() })
    .prefault({}),
  backup: backupSettings.optional(),
  retention: retentionSettings.prefault({}),
});

/** Settings as written by people, before defaults. */
export type PortalSettings = z.input<typeof portalSettings>;
