import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { WhiteListView } from "../../white-list/shapes.ts";
import { call } from "../app/api.ts";
import { today } from "../app/dates.ts";
import { Dialog } from "../app/dialog.tsx";
import { useProblemWords } from "../app/unread.tsx";
import type { DocumentChoice } from "../step/move-dialog.tsx";
import { whiteListPath } from "./queries.ts";

interface AnswerFields {
  date: string;
  documentId: string;
  feedingUrl: string;
  tokenUrl: string;
  clientId: string;
}

interface AnswerFormProps {
  readonly journey: string;
  readonly request: WhiteListView["requests"][number];
  readonly proposed: WhiteListView["proposed"];
  readonly documents: readonly DocumentChoice[];
  close(): void;
}

/** What ANS answers to a request: address of feeding and client, and why an establishment is not opened. */
export function AnswerForm({ journey, request, proposed, documents, close }: AnswerFormProps) {
  const { t } = useTranslation(["step-09", "step"]);
  const client = useQueryClient();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const { register, handleSubmit, formState } = useForm<AnswerFields>({
    defaultValues: { ...proposed, date: today(), documentId: "" },
  });
  const answer = useMutation({
    mutationFn: ({ documentId, ...form }: AnswerFields) =>
      call("POST", whiteListPath(journey, `/requests/${encodeURIComponent(request.id)}/answer`), {
        ...form,
        documentId: documentId === "" ? null : documentId,
        refused: Object.entries(reasons)
          .filter(([, reason]) => reason.trim() !== "")
          .map(([idNatStruct, reason]) => ({ idNatStruct, reason })),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["journeys"] });
      close();
    },
  });
  const reason = useProblemWords(answer.error);
  const needed = { required: t("step-09:ask.needed") };
  const text = (name: "feedingUrl" | "tokenUrl" | "clientId", label: string) => (
    <TextInput label={label} error={formState.errors[name]?.message} {...register(name, needed)} />
  );
  return (
    <Dialog title={t("step-09:answer.title")} close={close}>
      <form noValidate onSubmit={handleSubmit((form) => answer.mutate(form))}>
        <Stack gap="sm">
          <TextInput
            type="date"
            label={t("step-09:answer.date")}
            error={formState.errors.date?.message}
            {...register("date", needed)}
          />
          {request.needsDocument && (
            <NativeSelect
              label={t("step-09:answer.document")}
              description={t(documents.length === 0 ? "step:moves.noDocument" : "step:moves.documentHelp")}
              data={[
                { value: "", label: "" },
                ...documents.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              error={formState.errors.documentId?.message}
              {...register("documentId", needed)}
            />
          )}
          {text("feedingUrl", t("step-09:answer.feedingUrl"))}
          {text("tokenUrl", t("step-09:answer.tokenUrl"))}
          {text("clientId", t("step-09:answer.clientId"))}
          {request.add.map(({ idNatStruct, name }) => (
            <TextInput
              key={idNatStruct}
              label={t("step-09:answer.refuse", { name, id: idNatStruct })}
              description={t("step-09:answer.refuseHelp")}
              maxLength={1000}
              value={reasons[idNatStruct] ?? ""}
              onChange={({ currentTarget: { value } }) => setReasons({ ...reasons, [idNatStruct]: value })}
            />
          ))}
          <div role="alert">{answer.isError && <p>{reason}</p>}</div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t("step:moves.cancel")}
            </Button>
            <Button type="submit" loading={answer.isPending}>
              {t("step:moves.confirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
