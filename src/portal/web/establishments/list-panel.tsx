import { Button, Group, Loader, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EstablishmentFact } from "../../../domain/journey/facts.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { languageOf } from "../texts/i18n.ts";
import { ImportPanel } from "./import-panel.tsx";
import { cellId, type RowActions, severityOf } from "./list-row.tsx";
import { ListTable } from "./list-table.tsx";
import { listPath } from "./queries.ts";
import { Summary } from "./summary.tsx";
import type { WorkingList } from "./use-list.ts";
import { VersionsPanel } from "./versions-panel.tsx";

type Show = "all" | "errors" | "warnings";
const shows: readonly Show[] = ["all", "errors", "warnings"];

interface ListPanelProps {
  readonly journey: JourneyView;
  readonly list: WorkingList;
}

/** The list of establishments: in figures, as a table that is saved as it is typed, imported, exported, in versions. */
export function ListPanel({ journey, list }: ListPanelProps) {
  const { t, i18n } = useTranslation("establishments");
  const [importing, setImporting] = useState<{ readonly text: string } | null>(null);
  const [done, setDone] = useState("");
  const href = (format: string): string =>
    `${listPath(journey.id)}/export?${new URLSearchParams({ format, language: languageOf(i18n) })}`;
  return (
    <>
      <section className="panel" aria-labelledby="establishments-list">
        <h2 id="establishments-list">{t("list.title")}</h2>
        <p>{t("list.help")}</p>
        <p>{t(`list.template.${journey.kind}`)}</p>
        {list.error !== null && <Unread error={list.error} retry={list.retry} />}
        {!list.ready && list.error === null && <Loader size="sm" role="presentation" />}
        {list.ready && !list.mayWrite && <p>{t("list.readOnly")}</p>}
        <Summary list={list} />
        {list.mayWrite && (
          <Group gap="xs" mt="sm">
            <Button variant="default" onClick={() => setImporting({ text: "" })}>
              {t("list.import")}
            </Button>
            <Button variant="default" onClick={() => setImporting({ text: "" })}>
              {t("list.paste")}
            </Button>
          </Group>
        )}
        <p role="status">{done}</p>
        <Lines list={list} paste={(text) => setImporting({ text })} />
        <Group gap="md" mt="sm">
          <a href={href("xlsx")} download>
            {t("list.exportXlsx")}
          </a>
          <a href={href("csv")} download>
            {t("list.exportCsv")}
          </a>
        </Group>
      </section>
      <VersionsPanel journey={journey.id} list={list} />
      {importing !== null && (
        <ImportPanel
          list={list}
          text={importing.text}
          close={() => setImporting(null)}
          imported={({ lines, addedCount: added, changedCount: changed, removedCount: removed }) => {
            setImporting(null);
            setDone(t("import.done", { lines, added, changed, removed }));
          }}
        />
      )}
    </>
  );
}

function Lines({ list, paste }: { readonly list: WorkingList; paste(text: string): void }) {
  const { t } = useTranslation("establishments");
  const [search, setSearch] = useState("");
  const [show, setShow] = useState<Show>("all");
  const [added, setAdded] = useState<string | null>(null);
  const shown = useShown(list, search, show, added);
  const removing = useMutation({ mutationFn: (id: string) => list.remove(id) });
  const reason = useProblemWords(removing.error);
  const latest = useRef(list);
  latest.current = list;
  const remove = removing.mutate;
  const actions = useMemo<RowActions>(
    () => ({
      type: (id, column, value) => latest.current.type(id, column, value),
      resolve: (id, choice) => latest.current.resolve(id, choice),
      remove,
    }),
    [remove],
  );
  const add = (): void => {
    const id = crypto.randomUUID();
    list.type(id, "name", "");
    setAdded(id);
    // Two frames: the row is drawn with its page.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.getElementById(cellId(id, "name"))?.focus()),
    );
  };
  const isFull = list.lines.length >= list.linesMax;
  const gone = removing.data;
  return (
    <Stack gap="sm">
      <Group gap="sm" align="end">
        <TextInput
          type="search"
          label={t("filter.search")}
          value={search}
          autoComplete="off"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("filter.show")}
          data={shows.map((value) => ({ value, label: t(`filter.${value}`) }))}
          value={show}
          onChange={(event) => setShow(shows.find((one) => one === event.currentTarget.value) ?? "all")}
        />
        <span role="status">{t("filter.shown", { shown: shown.length, all: list.lines.length })}</span>
      </Group>
      <SaveState list={list} />
      {list.ready && list.lines.length === 0 && <p>{t("list.none")}</p>}
      {list.lines.length > 0 && shown.length === 0 && <p>{t("list.noneShown")}</p>}
      {shown.length > 0 && (
        <ListTable
          list={list}
          shown={shown}
          actions={actions}
          locked={!list.mayWrite}
          paste={paste}
          newest={added}
        />
      )}
      <div role="status">
        {gone?.outcome === "removed" && gone.line !== null && (
          <Group gap="xs">
            <span>{t("list.removed", { name: gone.line.name })}</span>
            <Button
              variant="default"
              onClick={() => {
                if (gone.line !== null) list.putBack(gone.line);
                removing.reset();
              }}
            >
              {t("list.undo")}
            </Button>
          </Group>
        )}
        {gone?.outcome === "kept" && t("list.keptLine")}
        {removing.isError && t("list.removeFailed", { reason })}
      </div>
      {list.mayWrite && (
        <div>
          <Button variant="default" onClick={add} disabled={!list.ready || isFull}>
            {t("list.add")}
          </Button>
          {isFull && list.ready && <p>{t("list.full", { max: list.linesMax })}</p>}
        </div>
      )}
    </Stack>
  );
}

function SaveState({ list }: { readonly list: WorkingList }) {
  const { t } = useTranslation("establishments");
  const count = list.pending.size;
  return (
    <p role="status" className="field-note" style={{ margin: 0 }}>
      {list.failing && t("list.failing")}{" "}
      {count > 0 ? t("list.waiting", { count }) : list.lines.length > 0 && list.ready && t("list.saved")}
    </p>
  );
}

/** The lines that answer to the search and the choice. One that is being corrected stays in sight until they change. */
function useShown(
  list: WorkingList,
  search: string,
  show: Show,
  added: string | null,
): readonly EstablishmentFact[] {
  const { lines, findings } = list;
  const held = useRef({ key: "", ids: new Set<string>() });
  const key = JSON.stringify([search, show, lines.length, findings.size]);
  if (held.current.key !== key) {
    const wanted = folded(search);
    const ids = lines
      .filter(({ id, ...texts }) => {
        const severity = severityOf(findings.get(id) ?? []);
        const isShown = show === "all" || severity === (show === "errors" ? "error" : "warning");
        return isShown && (wanted === "" || folded(Object.values(texts).join(" ")).includes(wanted));
      })
      .map(({ id }) => id);
    held.current = { key, ids: new Set(ids) };
  }
  const { ids } = held.current;
  return useMemo(() => lines.filter(({ id }) => ids.has(id) || id === added), [lines, ids, added]);
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
