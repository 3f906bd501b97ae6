import fhirpath from "fhirpath";
import { PatchRefusal } from "./outcome.ts";

/** A published path with all seven criteria has about 1,000 characters. */
export const PATH_MAX_CHARACTERS = 4000;
/** Parentheses and brackets in each other. */
const NESTING_MAX = 40;

/**
 * Functions that a path may call: they select elements, or compare what an element holds. Not among them, on purpose:
 * regular expressions (`matches`, `replaceMatches`), everything that grows or walks without bound (`repeat`,
 * `descendants`, `aggregate`, `select`), everything that leaves the resource (`resolve`, `memberOf`) or writes (`trace`).
 */
const allowedFunctions = new Set([
  ...[
    "where",
    "ofType",
    "as",
    "is",
    "extension",
    "first",
    "last",
    "tail",
    "skip",
    "take",
    "single",
    "children",
  ],
  ...["exists", "empty", "not", "all", "count", "hasValue", "getValue", "distinct", "isDistinct"],
  ...[
    "startsWith",
    "endsWith",
    "contains",
    "indexOf",
    "length",
    "lower",
    "upper",
    "toString",
    "toInteger",
    "iif",
  ],
  ...["intersect", "exclude", "subsetOf", "supersetOf", "allTrue", "anyTrue", "union"],
]);

const allowedNodes = new Set([
  ...["EntireExpression", "TermExpression", "InvocationTerm", "InvocationExpression", "ParenthesizedTerm"],
  ...[
    "MemberInvocation",
    "FunctionInvocation",
    "Functn",
    "ParamList",
    "Identifier",
    "ThisInvocation",
    "IndexInvocation",
  ],
  ...["IndexerExpression", "EqualityExpression", "InequalityExpression", "AndExpression", "OrExpression"],
  ...["ImpliesExpression", "MembershipExpression", "UnionExpression", "TypeExpression", "PolarityExpression"],
  ...[
    "AdditiveExpression",
    "TypeSpecifier",
    "QualifiedIdentifier",
    "ExternalConstantTerm",
    "ExternalConstant",
  ],
  ...["LiteralTerm", "StringLiteral", "NumberLiteral", "BooleanLiteral", "NullLiteral", "DateLiteral"],
  ...["DateTimeLiteral", "TimeLiteral", "QuantityLiteral", "Quantity", "Unit"],
]);

const allowedConstants = new Set(["resource", "rootResource", "context"]);

interface AstNode {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly children?: readonly AstNode[];
}

/** A string, a delimited name, or an operator of FHIRPath that stands where a name must stand. */
const keywordAsName = /'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\.\s*(div|mod|and|or|xor|implies)\b/gs;

/**
 * The path with names that FHIRPath takes for operators delimited: `Patient.text.div` is how the specification and
 * the HL7 cases write it, though the grammar wants `Patient.text.\`div\``.
 */
export function readablePath(path: string): string {
  return path.replace(keywordAsName, (token, keyword: string | undefined) =>
    keyword === undefined ? token : `.\`${keyword}\``,
  );
}

/**
 * Checks that a path from a client may be evaluated: length, nesting, syntax, and the closed lists above. A path is a
 * program of somebody else, so what is not known to be harmless is refused. Throws PatchRefusal.
 */
export function guardPath(path: string): void {
  if (path.length > PATH_MAX_CHARACTERS) {
    throw new PatchRefusal(
      "patch.path-too-long",
      `The path is longer than ${PATH_MAX_CHARACTERS} characters`,
    );
  }
  if (nestingOf(path) > NESTING_MAX) {
    throw new PatchRefusal("patch.path-forbidden", `The path nests deeper than ${NESTING_MAX} levels`, path);
  }
  let ast: AstNode;
  try {
    ast = fhirpath.parse(readablePath(path));
  } catch (error) {
    throw new PatchRefusal("patch.path-syntax", `The path is not FHIRPath: ${firstLine(error)}`, path);
  }
  const waiting: AstNode[] = [ast];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    guardNode(node, path);
    waiting.push(...(node.children ?? []));
  }
}

function guardNode(node: AstNode, path: string): void {
  const type = String(node.type);
  if (!allowedNodes.has(type)) {
    throw new PatchRefusal("patch.path-forbidden", `A path of a patch may not hold ${type}`, path);
  }
  const text = String(node.text ?? "").replace(/^`(.*)`$/, "$1");
  if (type === "FunctionInvocation" && !allowedFunctions.has(text)) {
    throw new PatchRefusal("patch.path-forbidden", `A path of a patch may not call ${text}()`, path);
  }
  if (type === "ExternalConstantTerm" && !allowedConstants.has(text)) {
    throw new PatchRefusal("patch.path-forbidden", `A path of a patch may not use %${text}`, path);
  }
}

/** Nesting outside quotes; counted before parsing, since the parser itself recurses. */
function nestingOf(path: string): number {
  let deepest = 0;
  let depth = 0;
  for (const [token] of path.matchAll(/'(?:[^'\\]|\\.)*'|[([{]|[)\]}]/gs)) {
    if (token.startsWith("'")) continue;
    depth += "([{".includes(token) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

export function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.slice(0, 200);
}
