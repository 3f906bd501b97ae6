import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { WhiteListView } from "../../white-list/shapes.ts";
import { call } from "../app/api.ts";
import { today } from "../app/dates.ts";
import { useProblemWords } from "../app/unread.tsx";
import { whiteListPath } from "./queries.ts";

interface RequestFields {
  fingerprint: string;
  replaces: string;
  takeoverOn: string;
  date: string;
}

interface RequestFormProps {
  readonly journey: string;
  readonly view: WhiteListView;
}

type Certificate = WhiteListView["certificates"][number];

/** Asks ANS for one certificate: establishments to open, establishments to remove, a certificate to be followed. */
export function RequestForm({ journey, view }: RequestFormProps) {
  const { t } = useTranslation("step-09");
  const client = useQueryClient();
  const [add, setAdd] = useState<ReadonlySet<string>>(new Set());
  const [remove, setRemove] = useState<ReadonlySet<string>>(new Set());
  const { register, handleSubmit, watch, formState } = useForm<RequestFields>({
    defaultValues: {
      fingerprint: view.certificates[0]?.fingerprint ?? "",
      replaces: "",
      takeoverOn: "",
      date: today(),
    },
  });
  const fingerprint = watch("fingerprint");
  const certificate = view.certificates.find((one) => one.fingerprint === fingerprint);
  const ask = useMutation({
    mutationFn: (form: RequestFields) =>
      call("POST", whiteListPath(journey, "/requests"), {
        fingerprint: form.fingerprint,
        add: [...add],
        remove: [...remove],
        replaces: form.replaces === "" ? null : form.replaces,
        takeoverOn: form.takeoverOn === "" ? null : form.takeoverOn,
        date: form.date,
      }),
    onSuccess: async () => {
      setAdd(new Set());
      setRemove(new Set());
      await client.invalidateQueries({ queryKey: ["journeys"] });
    },
  });
  const reason = useProblemWords(ask.error);
  const followed = [...view.former, ...view.certificates.filter(({ open }) => open.length > 0)].filter(
    (one) => one.fingerprint !== fingerprint,
  );
  return (
    <form noValidate onSubmit={handleSubmit((form) => ask.mutate(form))}>
      <Stack gap="sm">
        <NativeSelect
          label={t("ask.certificate")}
          data={view.certificates.map((one) => ({ value: one.fingerprint, label: certificateName(one) }))}
          {...register("fingerprint", {
            onChange: () => {
              setAdd(new Set());
              setRemove(new Set());
            },
          })}
        />
        <Choices title={t("ask.add")} options={toOpen(certificate)} chosen={add} choose={setAdd} />
        <Choices
          title={t("ask.remove")}
          options={certificate?.open ?? []}
          chosen={remove}
          choose={setRemove}
        />
        {followed.length > 0 && (
          <NativeSelect
            label={t("ask.replaces")}
            description={t("ask.replacesHelp")}
            data={[
              { value: "", label: t("ask.replacesNone") },
              ...followed.map((one) => ({ value: one.fingerprint, label: one.subjectDn })),
            ]}
            {...register("replaces")}
          />
        )}
        {view.others.length > 0 && (
          <TextInput
            type="date"
            label={t("ask.takeover")}
            description={t("ask.takeoverHelp")}
            {...register("takeoverOn")}
          />
        )}
        <TextInput
          type="date"
          label={t("ask.date")}
          error={formState.errors.date?.message}
          {...register("date", { required: t("ask.needed") })}
        />
        <div role="alert">{ask.isError && <p>{reason}</p>}</div>
        <div>
          <Button type="submit" loading={ask.isPending}>
            {t("ask.send")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** The instance where there is one, else the subject itself. */
function certificateName({ instance, subjectDn }: Certificate): string {
  return instance === "" ? subjectDn : `${instance} : ${subjectDn}`;
}

function toOpen(certificate: Certificate | undefined): Certificate["usable"] {
  const open = new Set(certificate?.open.map(({ idNatStruct }) => idNatStruct));
  return certificate?.usable.filter(({ idNatStruct }) => !open.has(idNatStruct)) ?? [];
}

interface ChoicesProps {
  readonly title: string;
  readonly options: Certificate["usable"];
  readonly chosen: ReadonlySet<string>;
  choose(chosen: ReadonlySet<string>): void;
}

/** Establishments to be ticked; nothing where there is none. */
function Choices({ title, options, chosen, choose }: ChoicesProps) {
  const { t } = useTranslation("step-09");
  const id = useId();
  if (options.length === 0) return null;
  const tick = (idNatStruct: string): void => {
    const next = new Set(chosen);
    if (!next.delete(idNatStruct)) next.add(idNatStruct);
    choose(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll in every browser.
    <div role="group" aria-labelledby={id}>
      <Group gap="xs">
        <strong id={id}>{title}</strong>
        <Button
          variant="default"
          size="compact-sm"
          aria-describedby={id}
          onClick={() => choose(new Set(options.map(({ idNatStruct }) => idNatStruct)))}
        >
          {t("ask.all")}
        </Button>
      </Group>
      <Stack gap={4} mt={4} style={{ maxHeight: "22rem", overflowY: "auto" }}>
        {options.map(({ idNatStruct, name }) => (
          <Checkbox
            key={idNatStruct}
            label={`${name} (${idNatStruct})`}
            checked={chosen.has(idNatStruct)}
            onChange={() => tick(idNatStruct)}
          />
        ))}
      </Stack>
    </div>
  );
}
