import { type Argument, Command, type Option } from "commander";
import type { CliIo } from "../../src/cli/io.ts";
import { registerCommands } from "../../src/cli/register-commands.ts";
import { markdownTable } from "./markdown-table.ts";

/** `docs/reference/commands.md`: every command with its arguments and options, as the command line declares them. */
export function commandsPage(): string {
  const program = new Command("raccord");
  registerCommands(program, closedIo);
  return [head, ...program.commands.map(commandSection)].join("\n");
}

const head = `# Commands

Generated from \`src/cli/\` by \`npm run generate\`; a test compares. In a checkout, \`raccord …\` is \`npm run raccord -- …\`.

Exit codes: 0 good, 1 the check failed, 2 wrong use, 3 the environment is at fault. With \`--json\`, a command that keeps
running prints \`{"event":"ready",…}\` once it can be used and \`{"event":"stopped"}\` when it ends; Ctrl-C stops it.
`;

function commandSection(command: Command): string {
  const args = command.registeredArguments;
  const usage = [
    "raccord",
    command.name(),
    ...args.map(argumentText),
    command.options.length > 0 ? "[options]" : "",
  ];
  const rows = [
    ...args.map((it) => [`\`${argumentText(it)}\``, it.description, defaultText(it)]),
    ...command.options.map((it) => [`\`${it.flags}\``, it.description + choicesText(it), defaultText(it)]),
  ];
  const title = `## ${command.name()}\n\n\`${usage.filter((it) => it !== "").join(" ")}\`: ${command.description()}.\n`;
  return rows.length === 0
    ? title
    : `${title}\n${markdownTable(["Argument or option", "Meaning", "Default"], rows)}`;
}

function argumentText(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? "..." : "");
  return argument.required ? `<${name}>` : `[${name}]`;
}

function choicesText(option: Option): string {
  return option.argChoices === undefined ? "" : ` (${option.argChoices.join(", ")})`;
}

function defaultText(item: Argument | Option): string {
  if ("mandatory" in item && item.mandatory && item.defaultValue === undefined) return "must be given";
  return item.defaultValue === undefined
    ? ""
    : `\`${item.defaultValueDescription ?? String(item.defaultValue)}\``;
}

/** Nothing is run while the page is made. */
const closedIo: CliIo = {
  stdout: () => undefined,
  stderr: () => undefined,
  env: {},
  interactive: false,
  setExitCode: () => undefined,
  stopRequested: () => Promise.resolve(),
};
