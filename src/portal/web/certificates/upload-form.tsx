import { Button, FileInput, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../app/api.ts";
import { useProblemWords } from "../app/unread.tsx";
import { certificatesPath } from "./queries.ts";

interface UploadFormProps {
  readonly journey: string;
  /** Names the need to people who hear the page. */
  readonly name: string;
  readonly place: {
    readonly environment: "test" | "production";
    readonly role: "writer" | "reader";
    readonly instance: string;
  };
}

/** As the server: the largest certificate file that is looked at. */
const fileMaxBytes = 524_288;

/** Uploads one public certificate for one need. The error stands next to the field, in the server's words. */
export function UploadForm({ journey, name, place }: UploadFormProps) {
  const { t } = useTranslation("step-07");
  const client = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState("");
  const upload = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData();
      for (const [field, value] of Object.entries(place)) form.set(field, value);
      form.set("file", chosen);
      return call<{ id: string }>("POST", certificatesPath(journey), form);
    },
    onSuccess: async () => {
      setFile(null);
      await client.invalidateQueries({ queryKey: ["journeys", journey] });
    },
  });
  const words = useProblemWords(upload.error);
  const choose = (chosen: File | null): void => {
    upload.reset();
    setFile(chosen);
    setFault(chosen !== null && chosen.size > fileMaxBytes ? t("upload.tooLarge") : "");
  };
  return (
    <form
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        if (file === null) setFault(t("upload.needed"));
        else if (fault === "") upload.mutate(file);
      }}
    >
      <FileInput
        id={`${id}-file`}
        label={t("upload.file")}
        description={t("upload.help")}
        value={file}
        onChange={choose}
        error={upload.isError ? words : fault || null}
        clearable={false}
      />
      <Group gap="sm" mt="xs">
        <Button type="submit" loading={upload.isPending}>
          {t("upload.send")}
        </Button>
        <span role="status">
          {upload.isPending && t("upload.sending")}
          {upload.isSuccess && t("upload.done")}
        </span>
      </Group>
    </form>
  );
}
