import { useTranslation } from "react-i18next";
import type { Grant } from "../../../domain/journey/roles.ts";
import { regionByCode } from "../../../domain/regions/regions.ts";

/** A role in words, with what it is bound to. `organisations`: names by identifier. */
export function useGrantText(
  organisations: ReadonlyMap<string, string> = new Map(),
): (grant: Grant) => string {
  const { t } = useTranslation(["people", "steps"]);
  return (grant) => {
    const role = t(`steps:party.${grant.role}`);
    const bound = boundTo(grant, organisations);
    return bound === "" ? role : t("people:bound", { role, bound });
  };
}

function boundTo(grant: Grant, organisations: ReadonlyMap<string, string>): string {
  switch (grant.role) {
    case "applicant":
    case "legal-representative":
    case "proxy":
    case "technical-administrator":
      return organisations.get(grant.organisationId) ?? "";
    case "establishment-contact":
      return [organisations.get(grant.organisationId) ?? "", `FINESS ${grant.finess}`]
        .filter((it) => it !== "")
        .join(", ");
    case "grades":
      return regionByCode(grant.region)?.name ?? grant.region;
    case "committee-member":
      return grant.member;
    case "ans-operator":
    case "administrator":
      return "";
  }
}
