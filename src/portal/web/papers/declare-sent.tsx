import { Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaperView } from "../../papers/shapes.ts";
import { today } from "../app/dates.ts";
import { useProblemWords } from "../app/unread.tsx";
import { declareSent } from "./queries.ts";

/** For papers that no move sends: the day on which a person sent it; its version is kept. */
export function DeclareSent({ journey, paper }: { readonly journey: string; readonly paper: PaperView }) {
  const { t } = useTranslation("papers");
  const client = useQueryClient();
  const [day, setDay] = useState(today());
  const sending = useMutation({
    mutationFn: () => declareSent(journey, paper, day),
    onSuccess: () => client.invalidateQueries({ queryKey: ["journeys", journey] }),
  });
  const problem = useProblemWords(sending.error);
  return (
    <>
      <Group gap="xs" align="end">
        <TextInput
          type="date"
          label={t("sentOn", { name: paper.subtitle })}
          max={today()}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
        />
        <Button
          variant="default"
          loading={sending.isPending}
          disabled={day === ""}
          aria-label={t("declareNamed", { name: paper.subtitle })}
          onClick={() => sending.mutate()}
        >
          {t("declare")}
        </Button>
      </Group>
      <div role="alert">{sending.isError && <p>{problem}</p>}</div>
      <p role="status">{sending.isSuccess && t("declared")}</p>
    </>
  );
}
