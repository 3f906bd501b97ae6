import { finessKey, hasFinessKey, isFiness } from "../identifiers/finess.ts";
import { hasSirenKey, isSiren } from "../identifiers/siren.ts";
import { hasSiretKey, isSiret, sirenOf } from "../identifiers/siret.ts";
import type { EstablishmentFact } from "../journey/facts.ts";
import { departmentOfFiness, readDepartment } from "../regions/departments.ts";
import { regionByCode, regionOfDepartment } from "../regions/regions.ts";
import { type EstablishmentFinding, type Remark, remarksOn } from "./finding.ts";
import { normaliseLine } from "./normalise.ts";

/** More places than any hospital feeds: probably a number of another column. */
const placesUsualMax = 5_000;

/**
 * What one line says about itself (onboarding §3.3, §7). The line may be as typed: it is normalised first. A FINESS
 * number with a wrong key warns only, because real exceptions exist (§7.1); a SIREN or SIRET number with a wrong key is
 * an error. `line-verified` when nothing is wrong or doubtful. `known` is the line already normalised, if the caller
 * has it.
 */
export function checkLine(typed: EstablishmentFact, known = normaliseLine(typed)): EstablishmentFinding[] {
  const { line } = known;
  const remark = remarksOn(line.id);
  const findings = [
    ...known.findings,
    ...nameFindings(line, remark),
    ...finessFindings(line, remark),
    ...companyFindings(line, remark),
    ...placeFindings(line, remark),
    ...countFindings(line, remark),
  ];
  return findings.some(({ severity }) => severity !== "ok")
    ? findings
    : [...findings, remark("ok", "line-verified", null)];
}

function nameFindings(line: EstablishmentFact, remark: Remark): EstablishmentFinding[] {
  const findings: EstablishmentFinding[] = [];
  if (line.legalEntityName === "")
    findings.push(remark("error", "legal-entity-name-missing", "legalEntityName"));
  if (line.name === "") findings.push(remark("error", "name-missing", "name"));
  if (line.contact === "") findings.push(remark("warning", "contact-missing", "contact"));
  return findings;
}

/** Both numbers are asked for: the patch needs the EG, certificates follow the EJ (onboarding §7.1). */
function finessFindings(line: EstablishmentFact, remark: Remark): EstablishmentFinding[] {
  const findings: EstablishmentFinding[] = [];
  for (const column of ["finessEj", "finessEg"] as const) {
    const number = line[column];
    if (number === "") {
      findings.push(remark("error", column === "finessEj" ? "ej-missing" : "eg-missing", column));
    } else if (!isFiness(number)) {
      findings.push(remark("error", "finess-form", column, { typed: number }));
    } else if (!hasFinessKey(number)) {
      findings.push(
        remark("warning", "finess-key", column, { typed: number, key: finessKey(number.slice(0, 8)) }),
      );
    }
  }
  if (line.finessEg !== "" && line.finessEg === line.finessEj) {
    findings.push(remark("error", "ej-is-eg", "finessEg", { typed: line.finessEg }));
  }
  return findings;
}

function companyFindings({ siren, siret }: EstablishmentFact, remark: Remark): EstablishmentFinding[] {
  const findings: EstablishmentFinding[] = [];
  if (siren !== "" && !hasSirenKey(siren)) {
    findings.push(remark("error", isSiren(siren) ? "siren-key" : "siren-form", "siren", { typed: siren }));
  }
  if (siret !== "" && !hasSiretKey(siret)) {
    findings.push(remark("error", isSiret(siret) ? "siret-key" : "siret-form", "siret", { typed: siret }));
  }
  if (isSiren(siren) && isSiret(siret) && sirenOf(siret) !== siren) {
    findings.push(remark("error", "siret-not-of-siren", "siret", { siren, found: sirenOf(siret) }));
  }
  return findings;
}

/** The region follows from the department; a typed region that says otherwise is an error (onboarding §4). */
function placeFindings(line: EstablishmentFact, remark: Remark): EstablishmentFinding[] {
  const fromFiness = departmentOfFiness(line.finessEg);
  const typed = readDepartment(line.department);
  if (line.department !== "" && typed === undefined) {
    return [
      remark("error", "department-unknown", "department", { typed: line.department }),
      ...regionFindings(line.region, undefined, remark),
    ];
  }
  const department = typed ?? fromFiness;
  if (department === undefined) {
    return [
      remark("error", "department-missing", "department"),
      ...regionFindings(line.region, undefined, remark),
    ];
  }
  const findings = regionFindings(line.region, department, remark);
  if (typed === undefined) findings.unshift(remark("ok", "department-deduced", "department", { department }));
  if (typed !== undefined && fromFiness !== undefined && !mayDiffer(typed) && typed !== fromFiness) {
    findings.unshift(remark("warning", "department-differs", "department", { typed, expected: fromFiness }));
  }
  return findings;
}

/** No source says under which digit the FINESS numbers of territories routed by hand are kept. */
function mayDiffer(department: string): boolean {
  return regionOfDepartment(department) === undefined;
}

function regionFindings(
  typed: string,
  department: string | undefined,
  remark: Remark,
): EstablishmentFinding[] {
  const known = typed === "" || regionByCode(typed) !== undefined;
  const unknown = known ? [] : [remark("error", "region-unknown", "region", { typed })];
  if (department === undefined) return unknown;
  const expected = regionOfDepartment(department);
  if (expected === undefined)
    return [...unknown, remark("warning", "region-by-hand", "region", { department })];
  const { code: region, name } = expected;
  if (typed === "") return [remark("ok", "region-deduced", "region", { region, name })];
  if (!known || typed === region) return unknown;
  return [remark("error", "region-differs", "region", { typed, region, name, department })];
}

function countFindings({ places }: EstablishmentFact, remark: Remark): EstablishmentFinding[] {
  if (places === "") return [remark("warning", "places-missing", "places")];
  if (!/^\d{1,9}$/.test(places)) return [remark("error", "places-form", "places", { typed: places })];
  const count = Number(places);
  if (count === 0) return [remark("warning", "places-none", "places")];
  return count > placesUsualMax ? [remark("warning", "places-many", "places", { count })] : [];
}
