import { Group, NativeSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rorEnvironments } from "../../../domain/journey/environments.ts";
import { indicatorRows } from "../../../domain/journey/indicator-rows.ts";
import type { PatchView } from "../../samples/shapes.ts";
import { call } from "../app/api.ts";
import { Unread } from "../app/unread.tsx";
import { CopyButton } from "../step/copy-button.tsx";
import { languageOf } from "../texts/i18n.ts";
import { curlText } from "./curl.ts";

interface PatchPanelProps {
  readonly idNatStruct: string;
  readonly externalId: string;
}

const operations = ["replace", "add", "delete"] as const;
type Operation = (typeof operations)[number];

/** An invented place, until the applicant's own is typed. */
const inventedPlace = { idNatStruct: "1310000013", externalId: "MED-1" };
const settleMs = 400;

/** Scenario 2 with the applicant's own place: the exact request, and the same as a curl command. */
export function PatchPanel({ idNatStruct, externalId }: PatchPanelProps) {
  const { t, i18n } = useTranslation("step-02");
  const [operation, setOperation] = useState<Operation>("replace");
  const [indicator, setIndicator] = useState("DISP_X");
  const isOwn = idNatStruct !== "" && externalId !== "";
  const [place] = useDebouncedValue(
    isOwn ? `${idNatStruct} ${externalId}` : `${inventedPlace.idNatStruct} ${inventedPlace.externalId}`,
    settleMs,
  );
  const { data, error, refetch } = useQuery({
    queryKey: ["patch-preview", place, operation, indicator],
    queryFn: () => {
      const [structure = "", ...id] = place.split(" ");
      const wish = { idNatStruct: structure, externalId: id.join(" "), operation, indicator, count: "3" };
      return call<PatchView>("GET", `/api/patch-preview?${new URLSearchParams(wish)}`);
    },
    placeholderData: keepPreviousData,
  });
  const base = rorEnvironments[0]?.fhirUrl ?? "";
  return (
    <section className="panel" aria-labelledby="patch">
      <h2 id="patch">{t("patch.title")}</h2>
      <p>{t(isOwn ? "patch.own" : "patch.invented")}</p>
      <Group gap="sm" align="end">
        <NativeSelect
          label={t("patch.operation")}
          value={operation}
          onChange={(event) =>
            setOperation(operations.find((one) => one === event.currentTarget.value) ?? "replace")
          }
          data={operations.map((value) => ({ value, label: t(`patch.operations.${value}`) }))}
        />
        <NativeSelect
          label={t("patch.indicator")}
          value={indicator}
          onChange={(event) => setIndicator(event.currentTarget.value)}
          data={indicatorRows.map(({ id, labelFr, labelEn }) => ({
            value: id,
            label: languageOf(i18n) === "fr" ? labelFr : labelEn,
          }))}
        />
      </Group>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && <Request view={data} base={base} />}
    </section>
  );
}

function Request({ view, base }: { readonly view: PatchView; readonly base: string }) {
  const { t } = useTranslation("step-02");
  const { method, path, headers, body } = view.request;
  const curl = curlText(base, view.request);
  return (
    <>
      <p role="status">{t(view.source === "connector" ? "patch.fromConnector" : "patch.fromExample")}</p>
      <h3>{t("patch.request")}</h3>
      <Code
        label={t("patch.request")}
      >{`${method} ${base}${path}\n${headers.map(({ name, value }) => `${name}: ${value}`).join("\n")}`}</Code>
      <p>{t("patch.headers")}</p>
      <h3>{t("patch.body")}</h3>
      <Code label={t("patch.body")}>{JSON.stringify(body, null, 2)}</Code>
      <h3>{t("patch.curl")}</h3>
      <Code label={t("patch.curl")}>{curl}</Code>
      <CopyButton text={curl} label={t("patch.copy")} />
    </>
  );
}

/** Text of a machine; long lines scroll inside their frame, which the keyboard reaches. */
export function Code({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <div className="code-frame" role="group" tabIndex={0} aria-label={label}>
      <pre>
        <code>{children}</code>
      </pre>
    </div>
  );
}
