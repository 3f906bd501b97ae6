import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { call } from "../app/api.ts";
import { Dialog } from "../app/dialog.tsx";
import { useProblemWords } from "../app/unread.tsx";

/** A document that was uploaded to the step. */
export interface DocumentChoice {
  readonly id: string;
  readonly name: string;
}

interface MoveDialogProps {
  readonly title: string;
  readonly path: string;
  /** What goes into the body besides what is asked for. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly asks: { readonly date?: boolean; readonly document?: boolean; readonly reason?: boolean };
  /** Name of the field for the reason, where it holds something else: a question, an answer. */
  readonly reasonLabel?: string;
  readonly documents: readonly DocumentChoice[];
  close(): void;
}

interface MoveForm {
  date: string;
  documentId: string;
  reason: string;
}

/** Asks for the date, the document or the reason of a move, and makes it. The server has the last word. */
export function MoveDialog({ title, path, fixed, asks, reasonLabel, documents, close }: MoveDialogProps) {
  const { t } = useTranslation("step");
  const client = useQueryClient();
  const { register, handleSubmit, formState } = useForm<MoveForm>({
    defaultValues: { date: "", documentId: "", reason: "" },
  });
  const make = useMutation({
    mutationFn: (form: MoveForm) =>
      call("POST", path, {
        ...fixed,
        ...(asks.date ? { date: form.date } : {}),
        ...(asks.document ? { documentId: form.documentId } : {}),
        ...(asks.reason ? { reason: form.reason } : {}),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["journeys"] });
      close();
    },
  });
  const reason = useProblemWords(make.error);
  const needed = { required: t("moves.needed") };
  return (
    <Dialog title={title} close={close}>
      <form noValidate onSubmit={handleSubmit((form) => make.mutate(form))}>
        <Stack gap="sm">
          {asks.date && (
            <TextInput
              type="date"
              label={t("moves.date")}
              description={t("moves.dateHelp")}
              error={formState.errors.date?.message}
              {...register("date", needed)}
            />
          )}
          {asks.document && (
            <NativeSelect
              label={t("moves.document")}
              description={t(documents.length === 0 ? "moves.noDocument" : "moves.documentHelp")}
              data={[
                { value: "", label: "" },
                ...documents.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              error={formState.errors.documentId?.message}
              {...register("documentId", needed)}
            />
          )}
          {asks.reason && (
            <Textarea
              label={reasonLabel ?? t("moves.reason")}
              maxLength={2000}
              error={formState.errors.reason?.message}
              {...register("reason", {
                ...needed,
                validate: (text) => text.trim() !== "" || t("moves.needed"),
              })}
            />
          )}
          <div role="alert">{make.isError && <p>{t("moves.failed", { reason })}</p>}</div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t("moves.cancel")}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t("moves.confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
