/** One criterion: a sub-extension of this address holds exactly this code. */
export interface Criterion {
  readonly url: string;
  readonly code: string;
}

/** A path of the closed language: the extensions of one address, or those of them that meet all criteria. */
export interface ClosedPath {
  readonly url: string;
  /** None: the list itself. */
  readonly criteria: readonly Criterion[];
}

/** Longer paths are left to the full engine, which refuses them. */
const CLOSED_PATH_MAX_CHARACTERS = 4000;
const tokenForm = /[ \t\r\n]+|'(?:[^'\\]|\\[\s\S])*'|[A-Za-z_][A-Za-z0-9_]*|[.()=]/y;
const escapeForm = /\\(?:u([0-9A-Fa-f]{4})|(.))/gs;
const escapes: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  "`": "`",
  "\\": "\\",
  "/": "/",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads a path of the closed language of the capacity PATCH (ror-api §5.3):
 *
 *     Location.extension.where(url='U')
 *     Location.extension.where(url='U').where(C and C and …)
 *     C = extension.where(url = 'K' and valueCodeableConcept.coding.code = 'V')
 *
 * White space between tokens, the escapes of FHIRPath in strings, any order, any number of criteria, the same one
 * again. Undefined for every other text, which may still be FHIRPath.
 */
export function readClosedPath(text: string): ClosedPath | undefined {
  if (text.length > CLOSED_PATH_MAX_CHARACTERS) return undefined;
  const known = readBefore.get(text);
  if (known !== undefined) return known;
  const tokens = tokensOf(text);
  const path = tokens && new Reader(tokens).path();
  if (path !== undefined) keep(text, path);
  return path;
}

/** A feeder sends the same few dozen texts for ever. A stranger with ever new ones only empties this. */
const readBefore = new Map<string, ClosedPath>();
const keptMax = 1_000;

function keep(text: string, path: ClosedPath): void {
  if (readBefore.size >= keptMax) readBefore.clear();
  readBefore.set(text, path);
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < text.length) {
    const start = tokenForm.lastIndex;
    if (!tokenForm.test(text)) return undefined;
    const token = text.slice(start, tokenForm.lastIndex);
    if (!/^[ \t\r\n]/.test(token)) tokens.push(token);
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  path(): ClosedPath | undefined {
    const url = this.#take("Location", ".", "extension", ".", "where", "(", "url", "=")
      ? this.#string()
      : undefined;
    if (url === undefined || !this.#take(")")) return undefined;
    if (this.#next === this.#tokens.length) return { url, criteria: [] };
    const criteria = this.#take(".", "where", "(") ? this.#criteria() : undefined;
    if (!criteria || !this.#take(")") || this.#next !== this.#tokens.length) return undefined;
    return { url, criteria };
  }

  #criteria(): Criterion[] | undefined {
    const criteria: Criterion[] = [];
    do {
      const url = this.#take("extension", ".", "where", "(", "url", "=") ? this.#string() : undefined;
      const code = this.#take("and", "valueCodeableConcept", ".", "coding", ".", "code", "=")
        ? this.#string()
        : undefined;
      if (url === undefined || code === undefined || !this.#take(")")) return undefined;
      criteria.push({ url, code });
    } while (this.#take("and"));
    return criteria;
  }

  /** Takes exactly these tokens, or none that count: a failed path is given up whole. */
  #take(...wanted: readonly string[]): boolean {
    if (!wanted.every((token, index) => this.#tokens[this.#next + index] === token)) return false;
    this.#next += wanted.length;
    return true;
  }

  #string(): string | undefined {
    const token = this.#tokens[this.#next];
    if (!token?.startsWith("'")) return undefined;
    this.#next += 1;
    return unescaped(token.slice(1, -1));
  }
}

/** Undefined for an escape that FHIRPath does not define. */
function unescaped(text: string): string | undefined {
  if (!text.includes("\\")) return text;
  let isKnown = true;
  const plain = text.replace(escapeForm, (_whole, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    const meant = escapes[letter ?? ""];
    isKnown &&= meant !== undefined;
    return meant ?? "";
  });
  return isKnown ? plain : undefined;
}
