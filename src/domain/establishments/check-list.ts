import type { EstablishmentFact } from "../journey/facts.ts";
import { checkLine } from "./check-line.ts";
import type { EstablishmentColumn } from "./columns.ts";
import {
  type EstablishmentFinding,
  type EstablishmentFindingCode,
  type EstablishmentSeverity,
  remarksOn,
} from "./finding.ts";
import { comparable, normaliseLine } from "./normalise.ts";

/** Something that lines may share but should not, or should share but do not. */
interface Together {
  readonly code: EstablishmentFindingCode;
  readonly severity: EstablishmentSeverity;
  readonly column: EstablishmentColumn;
  /** Lines with the same text belong together; the empty text belongs to nobody. */
  readonly group: (line: EstablishmentFact) => string;
  /** With it, only groups whose lines say different things are told. */
  readonly differs?: (line: EstablishmentFact) => string;
}

const rules: readonly Together[] = [
  { code: "finess-eg-twice", severity: "error", column: "finessEg", group: (it) => it.finessEg },
  { code: "siret-twice", severity: "warning", column: "siret", group: (it) => it.siret },
  { code: "name-twice", severity: "warning", column: "name", group: nameAndPlace },
  {
    code: "ej-name-differs",
    severity: "warning",
    column: "legalEntityName",
    group: (it) => it.finessEj,
    differs: (it) => comparable(it.legalEntityName),
  },
  {
    code: "ej-siren-differs",
    severity: "warning",
    column: "siren",
    group: (it) => it.finessEj,
    differs: (it) => it.siren,
  },
];

/** Lines named in one finding: enough to go and see. */
const namedMax = 5;

/**
 * What every line says about itself, then what lines say together: the same EG, SIRET or name and department twice, one
 * legal entity under two names or SIREN numbers (onboarding §3.3). Findings about several lines stand on each of them,
 * with `count` and the identifiers of the `others`; they do not depend on the order of the list.
 */
export function checkList(lines: readonly EstablishmentFact[]): EstablishmentFinding[] {
  const known = lines.map((typed) => ({ typed, normalised: normaliseLine(typed) }));
  const shared = togetherFindings(known.map(({ normalised }) => normalised.line));
  return known.flatMap(({ typed, normalised }) => {
    const more = shared.get(typed.id) ?? [];
    const own = checkLine(typed, normalised);
    // A line is not verified when another one contradicts it.
    return more.length === 0 ? own : [...own.filter(({ code }) => code !== "line-verified"), ...more];
  });
}

function togetherFindings(lines: readonly EstablishmentFact[]): Map<string, EstablishmentFinding[]> {
  const found = new Map<string, EstablishmentFinding[]>();
  for (const rule of rules) {
    for (const members of Map.groupBy(lines, rule.group).values()) {
      const [first] = members;
      if (first === undefined || members.length < 2 || rule.group(first) === "") continue;
      const told = rule.differs === undefined ? members : members.filter((it) => rule.differs?.(it) !== "");
      if (rule.differs !== undefined && new Set(told.map(rule.differs)).size < 2) continue;
      const ids = told.map(({ id }) => id).sort();
      for (const { id } of told) {
        const others = ids.filter((it) => it !== id).slice(0, namedMax);
        const params = { count: told.length, others: others.join(" ") };
        const remark = remarksOn(id)(rule.severity, rule.code, rule.column, params);
        found.set(id, [...(found.get(id) ?? []), remark]);
      }
    }
  }
  return found;
}

/** Two establishments of one name in one department under one legal entity are probably one. */
function nameAndPlace(line: EstablishmentFact): string {
  if (line.name === "") return "";
  const legalEntity = line.finessEj === "" ? comparable(line.legalEntityName) : line.finessEj;
  return JSON.stringify([comparable(line.name), line.department, legalEntity]);
}
