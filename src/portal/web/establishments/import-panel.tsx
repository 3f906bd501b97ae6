import { Button, FileInput, Group, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportDone, ImportRead } from "../../establishments/import-shapes.ts";
import { SidePanel } from "../app/dialog.tsx";
import { useProblemWords } from "../app/unread.tsx";
import { DifferenceView } from "./difference-view.tsx";
import { ColumnMapping } from "./import-columns.tsx";
import { FileRemarks, LineRemarks } from "./import-remarks.tsx";
import { commitImport, type ImportChoice, type ImportSource, readImport } from "./queries.ts";
import type { WorkingList } from "./use-list.ts";

interface ImportPanelProps {
  readonly list: WorkingList;
  /** Cells that were pasted already. */
  readonly text: string;
  close(): void;
  imported(done: ImportDone): void;
}

interface Asked {
  readonly source: ImportSource;
  readonly choice: ImportChoice;
}

/** Import in two calls: the first shows what is understood, the second stores it. */
export function ImportPanel({ list, text: pasted, close, imported }: ImportPanelProps) {
  const { t } = useTranslation("establishments");
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState(pasted);
  const [fault, setFault] = useState("");
  const reading = useMutation({
    mutationFn: ({ source, choice }: Asked) => readImport(list.journey, source, choice),
  });
  const committing = useMutation({
    mutationFn: ({ source, choice }: Asked) => {
      const base = reading.data?.status === "read" ? reading.data.base : 0;
      return commitImport(list.journey, source, { ...choice, base });
    },
    onSuccess: async (done) => {
      await list.reread();
      imported(done);
    },
  });
  const readWords = useProblemWords(reading.error);
  const commitWords = useProblemWords(committing.error);
  const asked = reading.variables;
  const read = (choice: ImportChoice): void => {
    committing.reset();
    const isEmpty = file === null && text.trim() === "";
    setFault(isEmpty ? t("import.nothing") : "");
    if (!isEmpty) reading.mutate({ source: { file, text }, choice });
  };
  const forget = (): void => {
    setFault("");
    reading.reset();
    committing.reset();
  };
  const error = fault || (reading.isError ? readWords : "");
  return (
    <SidePanel title={t("import.title")} closeLabel={t("import.close")} close={close}>
      <Stack gap="sm">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            read({ mode: asked?.choice.mode ?? "replace" });
          }}
        >
          <Stack gap="sm">
            <FileInput
              label={t("import.file")}
              description={t("import.fileHelp")}
              accept=".xlsx,.csv,.txt,.tsv"
              value={file}
              error={file === null ? null : error || null}
              onChange={(chosen) => {
                forget();
                setFile(chosen);
              }}
            />
            {file === null && (
              <Textarea
                label={t("import.text")}
                description={t("import.textHelp")}
                autosize
                minRows={3}
                maxRows={8}
                value={text}
                error={error || null}
                onChange={(event) => {
                  forget();
                  setText(event.currentTarget.value);
                }}
              />
            )}
            <Group gap="sm">
              <Button type="submit" loading={reading.isPending}>
                {t("import.read")}
              </Button>
              <span role="status">{reading.isPending && t("import.reading")}</span>
            </Group>
          </Stack>
        </form>
        {reading.isSuccess && asked !== undefined && (
          <Understood
            read={reading.data}
            asked={asked}
            again={read}
            commit={() => committing.mutate(asked)}
            committing={committing.isPending}
          />
        )}
        <div role="alert">{committing.isError && <p>{t("import.failed", { reason: commitWords })}</p>}</div>
      </Stack>
    </SidePanel>
  );
}

interface UnderstoodProps {
  readonly read: ImportRead;
  readonly asked: Asked;
  again(choice: ImportChoice): void;
  commit(): void;
  readonly committing: boolean;
}

function Understood({ read, asked, again, commit, committing }: UnderstoodProps) {
  const { t } = useTranslation("establishments");
  const { choice } = asked;
  const firstRow = read.status === "read" && read.headingRow !== null ? read.headingRow + 1 : 1;
  const mapping = (
    <ColumnMapping
      // A reading brings its own columns.
      key={JSON.stringify(read.columns)}
      columns={read.columns}
      firstRow={choice.mapping?.firstRow ?? firstRow}
      again={(columns) => again({ ...choice, mapping: columns })}
    />
  );
  if (read.status === "columns-needed") {
    return (
      <>
        <p role="alert">{t("import.columnsNeeded")}</p>
        {mapping}
      </>
    );
  }
  const sheets = read.findings.flatMap(({ code, params }) =>
    code === "sheet-ignored" && typeof params["name"] === "string" ? [params["name"]] : [],
  );
  const isTooLong = read.linesAfter > read.linesMax;
  const { mapping: _, ...withoutMapping } = choice;
  return (
    <Stack gap="sm">
      <p role="status">
        {t("import.understood", { count: read.lines })}{" "}
        {read.sheet !== null && `${t("import.sheet")} ${read.sheet}`}
      </p>
      {sheets.length > 0 && (
        <Group gap="xs">
          <span>{t("import.otherSheets")}</span>
          {sheets.map((sheet) => (
            <Button key={sheet} variant="default" onClick={() => again({ ...withoutMapping, sheet })}>
              {sheet}
            </Button>
          ))}
        </Group>
      )}
      {mapping}
      <FileRemarks read={read} />
      <LineRemarks read={read} />
      <Radio.Group
        label={t("import.mode")}
        value={choice.mode}
        onChange={(mode) => again({ ...choice, mode: mode === "append" ? "append" : "replace" })}
      >
        <Stack gap={0}>
          <Radio value="replace" label={t("import.replace")} />
          <Radio value="append" label={t("import.append")} />
        </Stack>
      </Radio.Group>
      <h3>{t("import.changes")}</h3>
      <DifferenceView difference={read.difference} />
      <p>{t("import.errorsKept")}</p>
      {isTooLong && <p role="alert">{t("import.tooMany", { count: read.linesAfter, max: read.linesMax })}</p>}
      <div>
        <Button onClick={commit} loading={committing} disabled={isTooLong || read.lines === 0}>
          {t("import.commit")}
        </Button>
      </div>
    </Stack>
  );
}
