import { Button, FileInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { indicatorRows } from "../../../domain/journey/indicator-rows.ts";
import { suggestIndicators } from "../../../domain/journey/suggest-indicators.ts";
import type { Sample } from "../../samples/shapes.ts";
import { call } from "../app/api.ts";
import { useProblemWords } from "../app/unread.tsx";
import type { SavedSection } from "../drafts/use-section.ts";
import { languageOf } from "../texts/i18n.ts";
import { answerOf, labelOf } from "./answers.ts";
import { type Filling, planPrefill } from "./prefill.ts";
import { SampleReadingText } from "./sample-reading.tsx";

interface SamplePanelProps {
  readonly section: SavedSection;
}

type Reading = Exclude<Sample["reading"], { kind: "unknown" }>;

/** As the server: a sample to look at, not a feed. */
const sampleMaxBytes = 4 * 1024 * 1024;

/** Reads samples of the supplier's data and fills the table from them, on one click and never over an answer. */
export function SamplePanel({ section }: SamplePanelProps) {
  const { t, i18n } = useTranslation("step-01");
  const language = languageOf(i18n);
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState("");
  const [readings, setReadings] = useState<readonly Reading[]>([]);
  const [filled, setFilled] = useState(0);
  const upload = useMutation({
    mutationFn: (chosen: File) =>
      call<Sample>(
        "POST",
        `/api/journeys/${encodeURIComponent(section.journey)}/sample?name=${encodeURIComponent(chosen.name.slice(-100))}`,
        new Blob([chosen], { type: "application/octet-stream" }),
      ),
    onSuccess: ({ reading }) => {
      if (reading.kind !== "unknown") setReadings([...readings, reading]);
    },
  });
  const words = useProblemWords(upload.error);
  const choose = (chosen: File | null): void => {
    upload.reset();
    setFilled(0);
    setFile(chosen);
    const wrong = chosen === null ? "" : faultOf(chosen);
    setFault(wrong === "" ? "" : t(`sample.${wrong}`));
    if (chosen !== null && wrong === "") upload.mutate(chosen);
  };
  const suggestions = suggestIndicators(readings);
  const plan = planPrefill(
    suggestions,
    (id) => ({
      fed: answerOf(section, id, "fed"),
      definition: answerOf(section, id, "definition"),
      origin: answerOf(section, id, "origin"),
    }),
    ({ origin }) => t(`origins.${origin}`),
  );
  const type = (fillings: readonly Filling[]): void => {
    for (const { row, field, value } of fillings) section.type(row, field, value);
    setFilled(new Set(fillings.map(({ row }) => row)).size);
  };
  return (
    <section className="panel" aria-labelledby="sample">
      <h2 id="sample">{t("sample.title")}</h2>
      <p>{t("sample.text")}</p>
      <FileInput
        label={t("sample.file")}
        description={t("sample.help")}
        placeholder={t("sample.choose")}
        value={file}
        onChange={choose}
        disabled={!section.ready || upload.isPending}
        error={upload.isError ? words : fault || null}
        clearable={false}
      />
      <p role="status" className="field-note">
        {upload.isPending && t("sample.reading")}
        {filled > 0 && t("sample.filled", { count: filled })}
      </p>
      {readings.length > 0 && (
        <>
          <h3>{t("sample.understood")}</h3>
          {readings.map((reading, index) => (
            <SampleReadingText key={index} reading={reading} />
          ))}
          {suggestions.length === 0 && <p>{t("sample.nothing")}</p>}
        </>
      )}
      {plan.rows > 0 && (
        <Button onClick={() => type(plan.fill)} styles={wrapping}>
          {t("sample.fill", { count: plan.rows })}
        </Button>
      )}
      {plan.differing.length > 0 && (
        <div className="conflict">
          <p>{t("sample.differs", { count: plan.differing.length })}</p>
          <ul>
            {plan.differing.map(({ id, stands, told }) => (
              <li key={id}>
                {t("sample.difference", {
                  indicator: labelById(id, language),
                  stands: t(`sections.indicators.fields.fed.options.${stands as "fed"}`),
                  told: t(`sections.indicators.fields.fed.options.${told}`),
                })}
              </li>
            ))}
          </ul>
          <Button variant="default" onClick={() => type(plan.replace)} styles={wrapping}>
            {t("sample.replace", { count: plan.differing.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

const wrapping = { label: { whiteSpace: "normal" }, root: { height: "auto" } } as const;

function faultOf(file: File): "" | "empty" | "tooLarge" {
  if (file.size === 0) return "empty";
  return file.size > sampleMaxBytes ? "tooLarge" : "";
}

function labelById(id: string, language: string): string {
  const row = indicatorRows.find((one) => one.id === id);
  return row === undefined ? id : labelOf(row, language);
}
