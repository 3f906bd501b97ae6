import type { Command } from "commander";
import { registerAudit } from "./commands/audit.ts";
import { registerAuthority } from "./commands/authority.ts";
import { registerBackup } from "./commands/backup.ts";
import { registerBench } from "./commands/bench.ts";
import { registerCampaign } from "./commands/campaign.ts";
import { registerCertificate } from "./commands/certificate.ts";
import { registerConnector } from "./commands/connector.ts";
import { registerInspect } from "./commands/inspect.ts";
import { registerOccupancy } from "./commands/occupancy.ts";
import { registerPatch } from "./commands/patch.ts";
import { registerPortal } from "./commands/portal.ts";
import { registerReset } from "./commands/reset.ts";
import { registerSandbox } from "./commands/sandbox.ts";
import { registerSimulate } from "./commands/simulate.ts";
import { registerStart } from "./commands/start.ts";
import type { CliIo } from "./io.ts";

/** Every command of `raccord`, in the order of its help. */
export function registerCommands(program: Command, io: CliIo): void {
  registerStart(program, io);
  registerConnector(program, io);
  registerSandbox(program, io);
  registerPortal(program, io);
  registerSimulate(program, io);
  registerInspect(program, io);
  registerCampaign(program, io);
  registerCertificate(program, io);
  registerAuthority(program, io);
  registerOccupancy(program, io);
  registerPatch(program, io);
  registerAudit(program, io);
  registerBackup(program, io);
  registerReset(program, io);
  registerBench(program, io);
  // What follows the name of a command is that command's alone, also where it has commands of its own.
  program.enablePositionalOptions();
}
