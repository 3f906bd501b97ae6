import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { ConditionAdd, ConditionList } from "../../references/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { ReasonDialog } from "../dialogs/reason-dialog.tsx";
import { Loading } from "../shell/loading.tsx";
import { languageOf } from "../texts/i18n.ts";

type Condition = ConditionList["conditions"][number];
const queryKey = ["conditions"];
const textMaxCharacters = 2000;
const sourceMaxCharacters = 500;

/** The conditions of the official page's red box, as somebody told them; none are invented. */
export function Conditions() {
  const { t, i18n } = useTranslation("admin");
  const client = useQueryClient();
  const [removing, setRemoving] = useState<Condition>();
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => call<ConditionList>("GET", "/api/conditions"),
  });
  const language = languageOf(i18n);
  const textOf = ({ textFr, textEn }: Condition): string => (language === "fr" ? textFr : textEn);
  return (
    <section className="panel" aria-labelledby="conditions">
      <h2 id="conditions">{t("conditions.title")}</h2>
      <p>{t("conditions.intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data?.conditions.length === 0 && (
        <p>
          <span className="pill is-ask">{t("conditions.ask")}</span>{" "}
          <a href={`mailto:${data.askAt}`}>{data.askAt}</a>
        </p>
      )}
      <ul className="rows">
        {data?.conditions.map((condition) => (
          <li key={condition.id}>
            <p style={{ marginTop: 0 }}>{textOf(condition)}</p>
            <p className="field-note">
              {t("conditions.source", { source: condition.source, date: dayText(language, condition.date) })}
            </p>
            {data.mayChange && (
              <Button
                variant="default"
                aria-label={t("conditions.removeNamed", { text: textOf(condition) })}
                onClick={() => setRemoving(condition)}
              >
                {t("conditions.remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data?.mayChange === true && <AddCondition />}
      {removing !== undefined && (
        <ReasonDialog
          title={t("conditions.remove")}
          text={textOf(removing)}
          confirm={t("conditions.remove")}
          act={async (reason) => {
            const path = `/api/conditions/${encodeURIComponent(removing.id)}`;
            await call("DELETE", `${path}?why=${encodeURIComponent(reason)}`);
            await client.invalidateQueries({ queryKey });
          }}
          close={() => setRemoving(undefined)}
        />
      )}
    </section>
  );
}

function AddCondition() {
  const { t } = useTranslation("admin");
  const client = useQueryClient();
  const { register, handleSubmit, formState, reset } = useForm<ConditionAdd>({
    defaultValues: { textFr: "", textEn: "", source: "", date: "" },
  });
  const adding = useMutation({
    mutationFn: (form: ConditionAdd) => call("POST", "/api/conditions", form),
    onSuccess: async () => {
      reset();
      await client.invalidateQueries({ queryKey });
    },
  });
  const problem = useProblemWords(adding.error);
  const { errors } = formState;
  const needed = { validate: (text: string) => text.trim() !== "" || t("needed") };
  return (
    <form noValidate onSubmit={handleSubmit((form) => adding.mutate(form))} aria-labelledby="condition-add">
      <h3 id="condition-add">{t("conditions.add")}</h3>
      <Stack gap="sm" className="forms">
        <Textarea
          label={t("conditions.textFr")}
          maxLength={textMaxCharacters}
          error={errors.textFr?.message}
          {...register("textFr", needed)}
        />
        <Textarea
          label={t("conditions.textEn")}
          maxLength={textMaxCharacters}
          error={errors.textEn?.message}
          {...register("textEn", needed)}
        />
        <TextInput
          label={t("conditions.from")}
          description={t("conditions.fromHelp")}
          maxLength={sourceMaxCharacters}
          error={errors.source?.message}
          {...register("source", needed)}
        />
        <TextInput
          type="date"
          label={t("conditions.date")}
          error={errors.date?.message}
          {...register("date", needed)}
        />
        <div role="alert">{adding.isError && <p>{problem}</p>}</div>
        <div>
          <Button type="submit" loading={adding.isPending}>
            {t("conditions.submit")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
