import { Button, Group, Input, Progress } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendForm } from "../app/api.ts";
import { useProblemWords } from "../app/unread.tsx";
import { languageOf } from "../texts/i18n.ts";
import { sizeText } from "./sizes.ts";

/** What the server takes as a document. The list only helps the browser's dialog: the content decides. */
export const documentTypes = ".pdf,.png,.jpg,.jpeg,.xlsx,.docx,.odt,.csv,.txt,.eml";
export const fileSizeMaxBytes = 10 * 1024 * 1024;

interface UploadFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly path: string;
  /** Sent beside the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly sizeMaxBytes?: number;
  /** Says before sending what is wrong with the other fields, or nothing. */
  readonly check?: () => string | undefined;
  /** True when the form may be sent without a file. */
  readonly optional?: boolean;
  readonly submit?: string;
  readonly onDone: () => Promise<unknown> | undefined;
}

/**
 * Chooses a file and sends it: how far it is while it leaves, what is wrong next to the field, in words. The file stays
 * chosen when sending fails, so that another try is one press.
 */
export function UploadField(props: UploadFieldProps) {
  const { label, description, path, fields, accept = documentTypes, sizeMaxBytes = fileSizeMaxBytes } = props;
  const { t, i18n } = useTranslation("documents");
  const input = useRef<HTMLInputElement>(null);
  const giveUp = useRef<AbortController>(null);
  const id = useId();
  const [wrong, setWrong] = useState<string>();
  const [part, setPart] = useState(0);
  const sending = useMutation({
    mutationFn: async (file: File | undefined) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      if (file !== undefined) form.append("file", file);
      giveUp.current = new AbortController();
      setPart(0);
      await sendForm(path, form, { onProgress: setPart, signal: giveUp.current.signal });
      return file?.name ?? "";
    },
    onSuccess: async () => {
      if (input.current !== null) input.current.value = "";
      await props.onDone();
    },
  });
  const problem = useProblemWords(sending.error);
  const limit = sizeText(languageOf(i18n), sizeMaxBytes);
  const faultOf = (file: File | undefined): string | undefined => {
    if (file === undefined) return props.optional ? props.check?.() : t("upload.needed");
    if (file.size > sizeMaxBytes)
      return t("upload.tooLarge", { size: sizeText(languageOf(i18n), file.size), limit });
    return props.check?.();
  };
  const send = (): void => {
    const file = input.current?.files?.[0];
    const fault = faultOf(file);
    setWrong(fault);
    sending.reset();
    if (fault === undefined) sending.mutate(file);
    else input.current?.focus();
  };
  const error = wrong ?? (sending.isError ? problem : undefined);
  const percent = Math.round(part * 100);
  return (
    <div>
      <Input.Wrapper
        id={id}
        label={label}
        description={description ?? t("upload.help", { limit })}
        error={error}
        errorProps={{ role: "alert" }}
        labelProps={{ htmlFor: id }}
      >
        <input
          ref={input}
          id={id}
          className="file-input"
          type="file"
          accept={accept}
          disabled={sending.isPending}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? `${id}-description` : `${id}-description ${id}-error`}
          onChange={() => {
            setWrong(undefined);
            sending.reset();
          }}
        />
      </Input.Wrapper>
      <Group gap="xs" mt="xs">
        <Button onClick={send} disabled={sending.isPending}>
          {props.submit ?? t("upload.send")}
        </Button>
        {sending.isPending && (
          <Button variant="default" onClick={() => giveUp.current?.abort()}>
            {t("upload.giveUp")}
          </Button>
        )}
      </Group>
      {sending.isPending && <Progress value={percent} aria-label={t("upload.progress")} mt="xs" />}
      <p role="status" style={{ marginBottom: 0 }}>
        {sending.isPending && t(percent < 100 ? "upload.leaving" : "upload.checking", { percent })}
        {sending.isSuccess &&
          (sending.data === "" ? t("upload.doneBare") : t("upload.done", { name: sending.data }))}
      </p>
    </div>
  );
}
