import { Button, Group, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { call } from "../app/api.ts";
import { Dialog } from "../app/dialog.tsx";
import type { Texts } from "./texts.ts";

interface WarmUpQuestionProps {
  readonly texts: Texts;
  readonly feed: string;
  close(): void;
}

const nameMax = 100;

/** Asks once more before available beds leave on incomplete knowledge (DESIGN §3). */
export function WarmUpQuestion({ texts, feed, close }: WarmUpQuestionProps) {
  const { feeds } = texts;
  const { register, handleSubmit } = useForm({ defaultValues: { by: "" } });
  const end = useMutation({
    mutationFn: (body: { readonly by: string }) =>
      call("POST", `/api/feeds/${encodeURIComponent(feed)}/warm-up/end`, body),
    onSuccess: close,
  });
  return (
    <Dialog title={feeds.endTitle(feed)} close={close}>
      <p style={{ marginTop: 0 }}>{feeds.endText}</p>
      <form onSubmit={handleSubmit((form) => end.mutate(form))}>
        <TextInput
          label={feeds.endedBy}
          required
          maxLength={nameMax}
          pattern=".*\S.*"
          autoComplete="name"
          {...register("by")}
        />
        <p className="fault" role="alert">
          {end.isError && feeds.endFailed}
        </p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {feeds.endCancel}
          </Button>
          <Button type="submit">{feeds.endConfirm}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
