import { resolve } from "node:path";
import type { PortalDatabase } from "../../portal/store/tables.ts";
import { createLog } from "../../runtime/log.ts";
import type { CliIo } from "../io.ts";

/** Where a portal keeps what it knows. */
export interface KeptPortal {
  readonly state: string;
  readonly config?: string;
}

/**
 * Opens the database of a portal that does not run, or that keeps it in PostgreSQL. `undefined` when it cannot be had: the
 * reason was written and the exit code set (2: there is none; 3: a running portal holds it).
 */
export async function openKeptPortal(
  options: KeptPortal,
  io: CliIo,
): Promise<{ readonly database: PortalDatabase; readonly name: string } | undefined> {
  const { openForReading } = await import("../../portal/store/open-portal-database.ts");
  const settings =
    options.config === undefined
      ? { connectionsMax: 2 }
      : (await keptSettings({ ...options, config: options.config }, io)).database;
  const where = {
    fallbackUrl: io.env["DATABASE_URL"],
    stateFolder: resolve(options.state),
    log: createLog("portal", io.env["RACCORD_LOG_LEVEL"] ?? "error"),
  };
  try {
    const opened = await openForReading(settings, where);
    if (opened !== undefined) return opened;
    io.stderr(
      `There is no database of a portal in ${options.state}. Name its state folder with --state, or its PostgreSQL with --config or DATABASE_URL.\n`,
    );
    io.setExitCode(2);
  } catch (error) {
    if (!(error instanceof Error && /in use by another/.test(error.message))) throw error;
    io.stderr(
      `The portal is running and keeps its database to itself. Stop it and run this again; or, as an administrator, open its page /admin, which checks the trail; or keep the portal in PostgreSQL, where this command works beside it.\n`,
    );
    io.setExitCode(3);
  }
  return undefined;
}

/** The settings of the portal from a file. Throws RaccordError `connector.bad-settings`. */
export async function keptSettings(options: { readonly config: string }, io: CliIo) {
  const { portalSettings } = await import("../../portal/settings.ts");
  const { loadSettings } = await import("../../runtime/settings.ts");
  return loadSettings(portalSettings, { file: options.config, section: "portal", environment: io.env });
}
