import type { Command } from "commander";
import { registerOccupancy } from "./commands/occupancy.ts";
import type { CliIo } from "./io.ts";

/** Every command of `raccord`, in the order of its help. */
export function registerCommands(program: Command, io: CliIo): void {
  registerOccupancy(program, io);
}
