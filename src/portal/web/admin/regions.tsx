import { Button, FileInput, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { ModalityRecord, RegionList } from "../../references/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { Dialog } from "../app/dialog.tsx";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { Loading } from "../shell/loading.tsx";
import { type DataColumn, DataTable } from "../tables/data-table.tsx";
import { languageOf } from "../texts/i18n.ts";

type Region = RegionList["regions"][number];
const queryKey = ["regions"];
const modalities = ["direct", "eai", "to-be-confirmed"] as const;
const proofMaxCharacters = 1000;

/** How each region feeds the national ROR, who said so and when; to be confirmed until somebody did. */
export function Regions() {
  const { t, i18n } = useTranslation("admin");
  const [recording, setRecording] = useState<Region>();
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => call<RegionList>("GET", "/api/regions"),
  });
  const language = languageOf(i18n);
  const columns = useMemo(
    (): readonly DataColumn<Region>[] => [
      { id: "region", header: t("regions.region"), cell: ({ code, name }) => `${name} (${code})` },
      {
        id: "grades",
        header: t("regions.grades"),
        cell: ({ grades }) => grades?.name ?? t("regions.noGrades"),
      },
      {
        id: "modality",
        header: t("regions.modality"),
        cell: ({ modality }) => (
          <span className={`pill is-${modality === "to-be-confirmed" ? "ask" : "ok"}`}>
            {t(`regions.is.${modality}`)}
          </span>
        ),
      },
      {
        id: "proof",
        header: t("regions.proof"),
        cell: ({ code, date, proof, history }) => (
          <>
            {date === null ? t("regions.noProof") : `${proof ?? ""}, ${dayText(language, date)}`}
            {history[0]?.document && (
              <>
                {" "}
                <a href={`/api/regions/${code}/modality/letter/${history[0].document.id}`} download>
                  {history[0].document.name}
                </a>
              </>
            )}
            {history.length > 1 && (
              <details>
                <summary>{t("regions.history", { count: history.length - 1 })}</summary>
                <ul>
                  {history.slice(1).map((one) => (
                    <li key={one.recordedAt}>
                      {t(`regions.is.${one.modality}`)}, {one.proof}, {dayText(language, one.date)} (
                      {one.recordedBy})
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        ),
      },
      {
        id: "act",
        header: t("regions.act"),
        cell: (region) =>
          region.mayRecord ? (
            <Button
              variant="default"
              aria-label={t("regions.recordNamed", { region: region.name })}
              onClick={() => setRecording(region)}
            >
              {t("regions.record")}
            </Button>
          ) : (
            t("regions.notYours")
          ),
      },
    ],
    [t, language],
  );
  return (
    <section className="panel" aria-labelledby="regions">
      <h2 id="regions">{t("regions.title")}</h2>
      <p>{t("regions.intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <DataTable
          caption={t("regions.title")}
          columns={columns}
          rows={data.regions}
          idOf={({ code }) => code}
        />
      )}
      {recording !== undefined && <RecordModality region={recording} close={() => setRecording(undefined)} />}
    </section>
  );
}

function RecordModality({ region, close }: { readonly region: Region; close(): void }) {
  const { t } = useTranslation("admin");
  const client = useQueryClient();
  const { register, handleSubmit, formState } = useForm<ModalityRecord>({
    defaultValues: { modality: region.modality, date: "", proof: "" },
  });
  const [letter, setLetter] = useState<File | null>(null);
  const recording = useMutation({
    mutationFn: (form: ModalityRecord) => {
      const path = `/api/regions/${region.code}/modality`;
      if (letter === null) return call("POST", path, form);
      const sent = new FormData();
      for (const [name, value] of Object.entries(form)) sent.append(name, value);
      sent.append("file", letter);
      return call("POST", `${path}/letter`, sent);
    },
    onSuccess: async () => {
      await client.invalidateQueries();
      close();
    },
  });
  const problem = useProblemWords(recording.error);
  const { errors } = formState;
  const needed = { validate: (text: string) => text.trim() !== "" || t("needed") };
  return (
    <Dialog close={close} title={t("regions.recordNamed", { region: region.name })}>
      <form noValidate onSubmit={handleSubmit((form) => recording.mutate(form))}>
        <Stack gap="sm">
          <NativeSelect
            label={t("regions.modality")}
            data={modalities.map((value) => ({ value, label: t(`regions.is.${value}`) }))}
            {...register("modality")}
          />
          <TextInput
            type="date"
            label={t("regions.date")}
            error={errors.date?.message}
            {...register("date", needed)}
          />
          <TextInput
            label={t("regions.proof")}
            description={t("regions.proofHelp")}
            maxLength={proofMaxCharacters}
            error={errors.proof?.message}
            {...register("proof", needed)}
          />
          <FileInput label={t("regions.letter")} value={letter} onChange={setLetter} />
          <div role="alert">{recording.isError && <p>{problem}</p>}</div>
          <div>
            <Button type="submit" loading={recording.isPending}>
              {t("regions.record")}
            </Button>
          </div>
        </Stack>
      </form>
    </Dialog>
  );
}
