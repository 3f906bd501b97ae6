import type { TFunction } from "i18next";
import type { IndicatorRow } from "../../../domain/journey/indicator-rows.ts";

type Say = TFunction<"step-01">;

/** An indicator's official meaning as Raccord computes it, in words: its status, then what narrows it. */
export function officialText(t: Say, { key }: IndicatorRow): string {
  const future = key.capacityStatus === "02" && key.temporalityCapacity !== "01";
  const base = future
    ? t("official.projected", {
        when: t(`official.temporality.${key.temporalityCapacity}` as "official.temporality.02"),
      })
    : t(`official.status.${key.capacityStatus}` as "official.status.01");
  const { genderCapacityAvailable: gender, capacityClosingType: closing } = key;
  const { additionalBedType: additional, crisisType: crisis, temporaryAssignement: assignment } = key;
  const narrowing = [
    gender === null ? "" : t(`official.gender.${gender}` as "official.gender.01"),
    closing === null ? "" : t(`official.closing.${closing}` as "official.closing.01"),
    additional === null ? "" : t(`official.additional.${additional}` as "official.additional.01"),
    crisis === null ? "" : t(`official.crisis.${crisis}` as "official.crisis.01"),
    assignment === "01" ? "" : t(`official.assignment.${assignment}` as "official.assignment.02"),
  ].filter((it) => it !== "");
  return narrowing.length === 0 ? base : `${base} ${t("official.only", { what: narrowing.join(", ") })}`;
}

/** The seven codes as they are sent, absent ones as a dash: status, temporality, gender, closing, additional, crisis, assignment. */
export function codesText({ key }: IndicatorRow): string {
  return [
    key.capacityStatus,
    key.temporalityCapacity,
    key.genderCapacityAvailable === "EITHER" ? "04" : key.genderCapacityAvailable,
    key.capacityClosingType,
    key.additionalBedType,
    key.crisisType,
    key.temporaryAssignement,
  ]
    .map((code) => code ?? "–")
    .join("/");
}
