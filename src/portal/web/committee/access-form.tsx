import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { readingProfiles } from "../../../domain/journey/steps/03-circle-of-trust.ts";
import { call } from "../app/api.ts";
import { useProblemWords } from "../app/unread.tsx";

interface AccessForm {
  date: string;
  profile: string;
  clientId: string;
  letterReference: string;
}

/** What ANS grants after a favourable opinion: it ends the step and sends the message. */
export function AccessForm({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("committee");
  const client = useQueryClient();
  const { register, handleSubmit, formState } = useForm<AccessForm>({
    defaultValues: { date: "", profile: "none", clientId: "", letterReference: "" },
  });
  const grant = useMutation({
    mutationFn: (form: AccessForm) =>
      call("POST", `/api/journeys/${encodeURIComponent(journey)}/access`, form),
    onSuccess: () => client.invalidateQueries({ queryKey: ["journeys"] }),
  });
  const reason = useProblemWords(grant.error);
  const needed = {
    required: t("access.needed"),
    validate: (text: string) => text.trim() !== "" || t("access.needed"),
  };
  return (
    <form noValidate onSubmit={handleSubmit((form) => grant.mutate(form))}>
      <Stack gap="sm">
        <p style={{ margin: 0 }}>{t("access.help")}</p>
        <TextInput
          type="date"
          label={t("access.date")}
          error={formState.errors.date?.message}
          {...register("date", needed)}
        />
        <NativeSelect
          label={t("access.profile")}
          data={readingProfiles
            .filter((profile) => profile !== "to-ask")
            .map((profile) => ({
              value: profile,
              label: profile === "none" ? t("access.none") : profile,
            }))}
          {...register("profile")}
        />
        <TextInput
          label={t("access.clientId")}
          description={t("access.clientIdHelp")}
          maxLength={200}
          error={formState.errors.clientId?.message}
          {...register("clientId", needed)}
        />
        <TextInput label={t("access.letter")} maxLength={200} {...register("letterReference")} />
        <div role="alert">{grant.isError && <p>{t("access.failed", { reason })}</p>}</div>
        <div>
          <Button type="submit" loading={grant.isPending}>
            {t("access.grant")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
