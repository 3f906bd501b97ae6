import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListVersion, VersionList } from "../../establishments/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { languageOf } from "../texts/i18n.ts";
import { DifferenceView } from "./difference-view.tsx";
import { differenceQuery, listPath, versionsQuery } from "./queries.ts";
import type { WorkingList } from "./use-list.ts";

/** Frozen versions of the list, how to freeze one, and what changed between two. */
export function VersionsPanel({ journey, list }: { readonly journey: string; readonly list: WorkingList }) {
  const { t } = useTranslation("establishments");
  const { data, error, refetch } = useQuery(versionsQuery(journey));
  const versions = data?.versions ?? [];
  return (
    <section className="panel" aria-labelledby="establishments-versions">
      <h2 id="establishments-versions">{t("versions.title")}</h2>
      <p>{t("versions.help")}</p>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && versions.length === 0 && <p>{t("versions.none")}</p>}
      <ol className="plain">
        {versions.map((version) => (
          <Version key={version.number} journey={journey} version={version} />
        ))}
      </ol>
      {list.mayWrite && <Freeze journey={journey} list={list} />}
      {versions.length > 0 && <Compare journey={journey} versions={versions} />}
    </section>
  );
}

interface VersionProps {
  readonly journey: string;
  readonly version: VersionList["versions"][number];
}

function Version({ journey, version }: VersionProps) {
  const { t, i18n } = useTranslation("establishments");
  const language = languageOf(i18n);
  const { number, note, lineCount, byName, atMs } = version;
  const href = (format: string): string =>
    `${listPath(journey)}/export?${new URLSearchParams({ format, language, version: String(number) })}`;
  const date = dayText(language, new Date(atMs).toISOString());
  return (
    <li>
      <strong>{t("versions.version", { number })}</strong>{" "}
      {t("versions.about", { date, name: byName, lines: lineCount })}
      {note !== "" && <p style={{ margin: 0 }}>{note}</p>}
      <Group gap="md">
        <a href={href("xlsx")} download>
          {t("versions.exportXlsx", { number })}
        </a>
        <a href={href("csv")} download>
          {t("versions.exportCsv", { number })}
        </a>
      </Group>
    </li>
  );
}

function Freeze({ journey, list }: { readonly journey: string; readonly list: WorkingList }) {
  const { t } = useTranslation("establishments");
  const [note, setNote] = useState("");
  const freezing = useMutation({
    mutationFn: () =>
      call<ListVersion>("POST", `${listPath(journey)}/versions`, { base: list.revision, note }),
    onSuccess: async () => {
      setNote("");
      await list.reread();
    },
    onError: () => list.reread(),
  });
  const reason = useProblemWords(freezing.error);
  const isUnsaved = list.pending.size > 0;
  return (
    <form
      style={{ marginTop: "1rem" }}
      onSubmit={(event) => {
        event.preventDefault();
        freezing.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t("versions.note")}
          description={t("versions.noteHelp")}
          value={note}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={freezing.isPending} disabled={isUnsaved || list.lines.length === 0}>
            {t("versions.freeze")}
          </Button>
        </div>
        <span role="status">
          {isUnsaved && t("versions.unsaved")}
          {freezing.isSuccess && t("versions.frozen", { number: freezing.data.number })}
          {freezing.isError && t("versions.failed", { reason })}
        </span>
      </Stack>
    </form>
  );
}

function Compare({ journey, versions }: { readonly journey: string } & Pick<VersionList, "versions">) {
  const { t } = useTranslation("establishments");
  const newest = String(versions[0]?.number ?? 1);
  const [from, setFrom] = useState(newest);
  const [to, setTo] = useState("working");
  const { data, error, refetch } = useQuery(differenceQuery(journey, from, to));
  const frozen = versions.map(({ number }) => ({
    value: String(number),
    label: t("versions.version", { number }),
  }));
  return (
    <section>
      <h3>{t("versions.compare")}</h3>
      <Group gap="sm">
        <NativeSelect
          label={t("versions.from")}
          data={frozen}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("versions.to")}
          data={[{ value: "working", label: t("versions.working") }, ...frozen]}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Group>
      <div aria-live="polite">
        {data !== undefined && <DifferenceView difference={data} />}
        {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      </div>
    </section>
  );
}
