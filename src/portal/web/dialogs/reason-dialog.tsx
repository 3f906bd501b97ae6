import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Dialog } from "../app/dialog.tsx";
import { useProblemWords } from "../app/unread.tsx";

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  /** Does it; what it rejects with is shown in the dialog. */
  readonly act: (reason: string) => Promise<unknown>;
  close(): void;
}

const reasonMaxCharacters = 2000;

/** Asks for the reason of something that cannot be undone, and does it. */
export function ReasonDialog({ title, text, confirm, act, close }: ReasonDialogProps) {
  const { t } = useTranslation("step");
  const { register, handleSubmit, formState } = useForm({ defaultValues: { reason: "" } });
  const acting = useMutation({
    mutationFn: (form: { reason: string }) => act(form.reason.trim()),
    onSuccess: close,
  });
  const problem = useProblemWords(acting.error);
  return (
    <Dialog close={close} title={title}>
      <form noValidate onSubmit={handleSubmit((form) => acting.mutate(form))}>
        <Stack gap="sm">
          <p style={{ margin: 0 }}>{text}</p>
          <Textarea
            label={t("moves.reason")}
            maxLength={reasonMaxCharacters}
            error={formState.errors.reason?.message}
            {...register("reason", { validate: (reason) => reason.trim() !== "" || t("moves.needed") })}
          />
          <div role="alert">{acting.isError && <p>{problem}</p>}</div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t("moves.cancel")}
            </Button>
            <Button type="submit" loading={acting.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
