import { Button, FileInput, Group, NativeSelect, Stack } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { documentKinds } from "../../../domain/journey/document-kinds.ts";
import type { DocumentAdded, DocumentList } from "../../documents/shapes.ts";
import type { Library } from "../../library/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { languageOf } from "../texts/i18n.ts";

const documentsPath = (journey: string): string => `/api/journeys/${encodeURIComponent(journey)}/documents`;

/** The documents of a journey, whatever their step. */
export function documentsQuery(journey: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "documents"],
    queryFn: () => call<DocumentList>("GET", documentsPath(journey)),
  });
}

const libraryQuery = queryOptions({
  queryKey: ["library"],
  queryFn: () => call<Library>("GET", "/api/library"),
});

/** Blank forms of the library, and the signed copies and answers that were uploaded to step 03. */
export function SignedCopies({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("establishments");
  const { data, error, refetch } = useQuery(documentsQuery(journey));
  const own = (data?.documents ?? []).filter(({ step }) => step === "03");
  const kindName = (kind: string): string => t(`forms.kindNames.${kind as "other"}`, { defaultValue: kind });
  return (
    <>
      <p>{t("forms.help")}</p>
      <BlankForms />
      <h3>{t("forms.copies")}</h3>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && own.length === 0 && <p>{t("forms.noCopy")}</p>}
      <ul>
        {own.map(({ id, kind, name }) => (
          <li key={id}>
            <a href={`${documentsPath(journey)}/${encodeURIComponent(id)}`} download>
              {name}
            </a>{" "}
            ({kindName(kind)})
          </li>
        ))}
      </ul>
      {data?.mayAdd === true && <Upload journey={journey} kindName={kindName} />}
    </>
  );
}

function BlankForms() {
  const { t, i18n } = useTranslation("establishments");
  const { data } = useQuery(libraryQuery);
  const kinds = (data?.kinds ?? []).filter(({ step }) => step === "03");
  return (
    <>
      <h3>{t("forms.blank")}</h3>
      <ul>
        {kinds.map(({ kind, current, askAt }) => {
          const name = t(`forms.kinds.${kind as "charter"}`, { defaultValue: kind });
          return (
            <li key={kind} style={{ overflowWrap: "anywhere" }}>
              {current?.file ? (
                <>
                  <a href={`/api/library/${encodeURIComponent(current.id)}/file`} download>
                    {name}
                  </a>{" "}
                  {t("forms.current", {
                    version: current.version,
                    date: dayText(languageOf(i18n), current.date),
                  })}
                </>
              ) : (
                `${name} : ${t("forms.askAt", { address: askAt })}`
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface UploadProps {
  readonly journey: string;
  kindName(kind: string): string;
}

function Upload({ journey, kindName }: UploadProps) {
  const { t } = useTranslation("establishments");
  const client = useQueryClient();
  const kinds = documentKinds("03");
  const [kind, setKind] = useState(kinds[0] ?? "other");
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState("");
  const upload = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData();
      form.set("step", "03");
      form.set("kind", kind);
      form.set("file", chosen);
      return call<DocumentAdded>("POST", documentsPath(journey), form);
    },
    onSuccess: async () => {
      setFile(null);
      await client.invalidateQueries({ queryKey: ["journeys", journey] });
    },
  });
  const words = useProblemWords(upload.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file === null) setFault(t("forms.needed"));
        else upload.mutate(file);
      }}
    >
      <Stack gap="xs">
        <NativeSelect
          label={t("forms.kind")}
          data={kinds.map((value) => ({ value, label: kindName(value) }))}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <FileInput
          label={t("forms.file")}
          description={t("forms.fileHelp")}
          value={file}
          error={upload.isError ? words : fault || null}
          onChange={(chosen) => {
            upload.reset();
            setFault("");
            setFile(chosen);
          }}
        />
        <Group gap="sm">
          <Button type="submit" loading={upload.isPending}>
            {t("forms.send")}
          </Button>
          <span role="status">{upload.isSuccess && t("forms.sent")}</span>
        </Group>
      </Stack>
    </form>
  );
}
