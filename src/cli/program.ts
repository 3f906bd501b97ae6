import { Command, CommanderError } from "commander";
import { faultWords } from "./fault-words.ts";
import { processIo } from "./io.ts";
import { registerCommands } from "./register-commands.ts";

const io = processIo();
const program = new Command("raccord");
program
  .description("Connects a hospital to the national ROR and keeps its bed capacity true there.")
  .exitOverride()
  .showHelpAfterError("(raccord --help shows every command)")
  .configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
registerCommands(program, io);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    io.setExitCode(error.exitCode === 0 ? 0 : 2);
  } else {
    const fault = faultWords(error);
    io.stderr(fault.text);
    io.setExitCode(fault.exitCode);
  }
}
