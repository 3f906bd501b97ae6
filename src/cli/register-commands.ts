import type { Command } from "commander";
import { registerConnector } from "./commands/connector.ts";
import { registerInspect } from "./commands/inspect.ts";
import { registerOccupancy } from "./commands/occupancy.ts";
import { registerSimulate } from "./commands/simulate.ts";
import type { CliIo } from "./io.ts";

/** Every command of `raccord`, in the order of its help. */
export function registerCommands(program: Command, io: CliIo): void {
  registerConnector(program, io);
  registerSimulate(program, io);
  registerInspect(program, io);
  registerOccupancy(program, io);
}
