/** What a module imports: static and dynamic imports, re-exports and import types, as written, in order. */
export function importsOf(text: string): string[] {
  const found: string[] = [];
  codeOnly(text, (quoted, before) => {
    if (/(?<![.\w])(from|import)\s*$|(?<![.\w])import\s*\(\s*$/.test(before)) found.push(quoted.slice(1, -1));
  });
  return found;
}

/** Told of each quoted text, with the code shortly before it. */
type OnQuote = (quoted: string, before: string) => void;

/**
 * The code of a TypeScript module: comments, texts and regular expressions become spaces, so that a search finds
 * code only. Lines and columns stay. What stands in `${}` of a template is code.
 */
export function codeOnly(text: string, onQuote: OnQuote = () => undefined): string {
  const output: string[] = [];
  /** Depth of braces at which each open template goes on. */
  const templates: number[] = [];
  let depth = 0;
  let position = 0;
  const emit = (end: number, visible: boolean): void => {
    const part = text.slice(position, end);
    output.push(visible ? part : part.replace(/[^\n]/g, " "));
    position = end;
  };
  while (position < text.length) {
    const char = text[position] ?? "";
    const pair = text.slice(position, position + 2);
    if (pair === "//") emit(endAt(text, "\n", position), false);
    else if (pair === "/*") emit(endAt(text, "*/", position + 2) + 2, false);
    else if (char === '"' || char === "'") {
      const end = endOfQuote(text, position, char);
      onQuote(text.slice(position, end), output.slice(-tailLength).join(""));
      emit(end, false);
    } else if (char === "`") templatePart(position + 1);
    else if (char === "}" && templates.at(-1) === depth) {
      templates.pop();
      emit(position + 1, true);
      templatePart(position);
    } else if (char === "/" && startsExpression(output)) emit(endOfPattern(text, position), false);
    else {
      if (char === "{") depth += 1;
      if (char === "}") depth -= 1;
      emit(position + 1, true);
    }
  }
  return output.join("");

  function templatePart(from: number): void {
    let end = from;
    while (end < text.length && text[end] !== "`") {
      if (text.startsWith("${", end)) {
        emit(end, false);
        emit(end + 2, true);
        templates.push(depth);
        return;
      }
      end += text[end] === "\\" ? 2 : 1;
    }
    emit(end + 1, false);
  }
}

/** Parts of output that hold the longest word looked for before a text or a slash. */
const tailLength = 40;

function endAt(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

function endOfQuote(text: string, start: number, quote: string): number {
  let end = start + 1;
  while (end < text.length && text[end] !== quote && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

/** End of a regular expression and its flags; a slash in a class does not end it. */
function endOfPattern(text: string, start: number): number {
  let end = start + 1;
  let inClass = false;
  while (end < text.length && text[end] !== "\n" && (inClass || text[end] !== "/")) {
    if (text[end] === "[") inClass = true;
    if (text[end] === "]") inClass = false;
    end += text[end] === "\\" ? 2 : 1;
  }
  end += 1;
  while (/[a-z]/.test(text[end] ?? "")) end += 1;
  return end;
}

/** Whether a slash here begins a regular expression and does not divide. */
function startsExpression(output: readonly string[]): boolean {
  const before = output.slice(-tailLength).join("").trimEnd();
  return before === "" || /[(,=:[!&|?{};+\-*%<>~^\n]$|\b(return|typeof|case|in|of|await)$/.test(before);
}
