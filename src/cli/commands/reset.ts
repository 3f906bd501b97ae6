import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { CliIo } from "../io.ts";

/** `raccord reset`: forgets the state of `raccord start`. Refused while it runs, and for folders that hold other things. */
export function registerReset(program: Command, io: CliIo): void {
  program
    .command("reset")
    .description("forget everything that `raccord start` keeps")
    .option("--state <folder>", "the folder to forget", ".raccord")
    .action(async (options: { readonly state: string }) => {
      const folder = resolve(options.state);
      if (!existsSync(folder)) {
        io.stdout(`Nothing to forget: ${options.state} is not there.\n`);
        return;
      }
      const database = join(folder, "connector", "connector.db");
      if (!existsSync(database)) {
        io.stderr(`${options.state} does not look like a state folder of Raccord; nothing was removed.\n`);
        io.setExitCode(2);
        return;
      }
      const { openSqlite } = await import("../../runtime/sqlite.ts");
      // Opening it proves that no running Raccord holds it.
      await openSqlite(database).destroy();
      rmSync(folder, { recursive: true });
      io.stdout(`${options.state} is forgotten.\n`);
    });
}
