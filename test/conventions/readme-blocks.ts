/** One fenced block of a page with what its comment asks for (CONTRIBUTING.md, "Commands in the README"). */
export type Block =
  | ({
      readonly kind: "run";
      readonly line: number;
      readonly commands: string;
      readonly shown: readonly string[];
    } & RunOptions)
  | { readonly kind: "not-run"; readonly line: number; readonly commands: string; readonly reason: string }
  | { readonly kind: "file"; readonly line: number; readonly name: string; readonly content: string }
  | { readonly kind: "heading"; readonly line: number; readonly title: string };

/** How a block is run and judged. */
export interface RunOptions {
  readonly expect: readonly string[];
  readonly exitCode: number;
  readonly withinSeconds: number;
  /** Set for what runs until it is stopped: the text that says it is ready. */
  readonly until?: string;
  /** It goes on while the next blocks run, until the next heading. */
  readonly keep: boolean;
}

const withinSecondsDefault = 60;

/**
 * The headings, files and commands of a Markdown page, in order. Throws with the line number when a `sh` or `console`
 * block has no comment, or a comment is not understood.
 */
export function readBlocks(page: string): Block[] {
  const lines = page.split("\n");
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (/^#{1,6} /.test(line)) blocks.push({ kind: "heading", line: index + 1, title: line });
    const fence = /^(`{3,})(\w*)/.exec(line);
    if (!fence) continue;
    const end = lines.findIndex((it, at) => at > index && it === fence[1]);
    if (end === -1) throw new Error(`line ${index + 1}: the block does not end`);
    const comment = /^<!-- (.*) -->$/.exec(lines[index - 1] ?? "")?.[1];
    const block = readBlock(comment, fence[2] ?? "", lines.slice(index + 1, end), index + 1);
    if (block) blocks.push(block);
    index = end;
  }
  return blocks;
}

function readBlock(
  comment: string | undefined,
  language: string,
  body: readonly string[],
  line: number,
): Block | undefined {
  const runnable = language === "sh" || language === "console";
  if (comment === undefined) {
    if (runnable) throw new Error(`line ${line}: no comment says how to run this block`);
    return undefined;
  }
  const [head = "", ...parts] = comment.split(";").map((part) => part.trim());
  if (head.startsWith("file: ") && !runnable) {
    return { kind: "file", line, name: head.slice("file: ".length), content: `${body.join("\n")}\n` };
  }
  const console = language === "console";
  const commands = console ? body.filter((it) => it.startsWith("$ ")).map((it) => it.slice(2)) : body;
  if (!runnable || commands.length === 0) throw new Error(`line ${line}: nothing to run`);
  if (head.startsWith("not run: ")) {
    return { kind: "not-run", line, commands: commands.join("\n"), reason: head.slice("not run: ".length) };
  }
  if (head !== "run") throw new Error(`line ${line}: "${head}" is not known`);
  const shown = console ? body.filter((it) => !it.startsWith("$ ")) : [];
  return { kind: "run", line, commands: commands.join("\n"), shown, ...readOptions(parts, line) };
}

function readOptions(parts: readonly string[], line: number): RunOptions {
  const values = (name: string): string[] =>
    parts.filter((part) => part.startsWith(`${name}: `)).map((part) => part.slice(name.length + 2));
  const odd = parts.filter((part) => !/^(expect|exit|within|until): .|^keep$/.test(part));
  if (odd.length > 0) throw new Error(`line ${line}: "${odd[0]}" is not known`);
  const [until] = values("until");
  if (until === undefined && parts.includes("keep")) throw new Error(`line ${line}: keep needs until`);
  return {
    expect: values("expect"),
    exitCode: Number(values("exit")[0] ?? 0),
    withinSeconds: Number(values("within")[0] ?? withinSecondsDefault),
    ...(until === undefined ? {} : { until }),
    keep: parts.includes("keep"),
  };
}

/** The first shown line that the output does not hold after those before it, or nothing. `…` stands for any text. */
export function missingLine(shown: readonly string[], output: string): string | undefined {
  const real = output.split("\n").map((it) => it.trimEnd());
  let from = 0;
  for (const line of shown.map((it) => it.trimEnd())) {
    if (line === "" || line.trim() === "…") continue;
    const pattern = new RegExp(`^${line.split("…").map(escaped).join(".*")}$`);
    const found = real.findIndex((it, index) => index >= from && pattern.test(it));
    if (found === -1) return line;
    from = found + 1;
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Whether a command may stand in a block that is not run: what makes the copy, or runs these very tests. */
export function mayStayUnrun(command: string): boolean {
  return command
    .split("&&")
    .map((it) => it.trim())
    .every(
      (it) =>
        it === "" ||
        it.startsWith("#") ||
        /^(git clone \S+( \S+)?|cd \S+|npm (ci|install|test)|npm run (prove|check))$/.test(it),
    );
}
