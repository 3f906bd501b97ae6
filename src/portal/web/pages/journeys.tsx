import { Button, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { type SupplierKind, supplierKinds } from "../../../domain/journey/facts.ts";
import type { JourneyList, JourneyView } from "../../journey/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { journeysQuery } from "../app/queries.ts";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { Loading } from "../shell/loading.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";
import { languageOf } from "../texts/i18n.ts";

/** `/journeys`: the journeys that the person takes part in, and a new one. */
export function JourneysRoute() {
  return (
    <SignedInOnly>
      <Journeys />
    </SignedInOnly>
  );
}

function Journeys() {
  const { t } = useTranslation("journeys");
  const { data, error, refetch } = useQuery(journeysQuery);
  return (
    <>
      <PageTitle tab={t("title")}>{t("title")}</PageTitle>
      <p>{t("intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && <List journeys={data.journeys} />}
      <Begin />
    </>
  );
}

function List({ journeys }: JourneyList) {
  const { t, i18n } = useTranslation(["journeys", "steps"]);
  if (journeys.length === 0) return <p>{t("journeys:none")}</p>;
  return (
    <ul className="plain">
      {journeys.map((journey) => {
        const ended = journey.steps.filter(({ state }) => state === "done" || state === "skipped").length;
        return (
          <li key={journey.id} className="panel" style={{ margin: 0 }}>
            <h2>
              <Link to="/journeys/$journeyId" params={{ journeyId: journey.id }}>
                {journey.name}
              </Link>
            </h2>
            <p style={{ margin: 0 }}>
              {t(`steps:kind.${journey.kind}`)}.{" "}
              {t("journeys:begun", { date: dayText(languageOf(i18n), journey.createdAt) })}.{" "}
              {t("journeys:done", { done: ended, all: journey.steps.length })}.
            </p>
            <p style={{ marginBottom: 0 }}>
              <Link
                to="/journeys/$journeyId/$stepId"
                params={{ journeyId: journey.id, stepId: journey.currentStep }}
              >
                {t("journeys:current", { step: t(`steps:title.${journey.currentStep}`) })}
              </Link>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

interface BeginForm {
  name: string;
  kind: SupplierKind | "";
}

const nameMax = 200;

function Begin() {
  const { t } = useTranslation(["journeys", "steps"]);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { register, control, handleSubmit, formState } = useForm<BeginForm>({
    defaultValues: { name: "", kind: "" },
  });
  const begin = useMutation({
    mutationFn: (form: BeginForm) => call<Pick<JourneyView, "id">>("POST", "/api/journeys", form),
    onSuccess: async ({ id }) => {
      // The new journey gives the person a role.
      await client.invalidateQueries();
      await navigate({ to: "/journeys/$journeyId/$stepId", params: { journeyId: id, stepId: "00" } });
    },
  });
  const reason = useProblemWords(begin.error);
  return (
    <section className="panel" aria-labelledby="begin">
      <h2 id="begin">{t("journeys:begin.title")}</h2>
      <form noValidate onSubmit={handleSubmit((form) => begin.mutate(form))}>
        <Stack gap="sm">
          <TextInput
            label={t("journeys:begin.name")}
            description={t("journeys:begin.nameHelp")}
            autoComplete="organization"
            error={formState.errors.name?.message}
            {...register("name", {
              required: t("journeys:begin.needed"),
              maxLength: { value: nameMax, message: t("journeys:begin.tooLong") },
              validate: (name) => name.trim() !== "" || t("journeys:begin.needed"),
            })}
          />
          <Controller
            name="kind"
            control={control}
            rules={{ required: t("journeys:begin.needed") }}
            render={({ field, fieldState }) => (
              <Radio.Group
                label={t("journeys:begin.kind")}
                error={fieldState.error?.message}
                name={field.name}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
              >
                {supplierKinds.map((kind, index) => (
                  <Radio
                    key={kind}
                    value={kind}
                    label={t(`steps:kind.${kind}`)}
                    description={t(`journeys:kindHelp.${kind}`)}
                    {...(index === 0 ? { ref: field.ref } : {})}
                  />
                ))}
              </Radio.Group>
            )}
          />
          <div role="alert">{begin.isError && <p>{t("journeys:begin.failed", { reason })}</p>}</div>
          <div>
            <Button type="submit" loading={begin.isPending}>
              {t("journeys:begin.submit")}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  );
}
