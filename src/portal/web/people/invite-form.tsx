import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { checkField } from "../../../domain/journey/check-field.ts";
import { required } from "../../../domain/journey/fields.ts";
import {
  type CommitteeMember,
  committeeMembers,
  type Grant,
  type Role,
  supplierRoles,
} from "../../../domain/journey/roles.ts";
import { regions } from "../../../domain/regions/regions.ts";
import { useProblemWords } from "../app/unread.tsx";

interface InviteFormProps {
  readonly roles: readonly Role[];
  /** Organisations to choose from; none: the organisation is given elsewhere. */
  readonly organisations?: readonly { readonly id: string; readonly name: string }[];
  readonly invite: (email: string, grant: Grant) => Promise<unknown>;
}

interface Form {
  email: string;
  role: string;
  organisationId: string;
  finess: string;
  region: string;
  member: string;
}

const empty: Form = { email: "", role: "", organisationId: "", finess: "", region: "", member: "" };

/** Invites an e-mail address to a role; asks for what the role is bound to. */
export function InviteForm({ roles, organisations, invite }: InviteFormProps) {
  const { t } = useTranslation(["people", "steps"]);
  const { register, handleSubmit, formState, watch, reset } = useForm<Form>({ defaultValues: empty });
  const sending = useMutation({
    mutationFn: (form: Form) => invite(form.email.trim(), grantFrom(form)),
    onSuccess: () => reset(),
  });
  const problem = useProblemWords(sending.error);
  const { errors } = formState;
  const needed = { required: t("people:invite.needed") };
  const role = watch("role");
  const choose = { value: "", label: t("people:invite.choose") };
  const ofOrganisation = isOfOrganisation(role);
  return (
    <form noValidate onSubmit={handleSubmit((form) => sending.mutate(form))}>
      <Stack gap="sm">
        <TextInput
          type="email"
          label={t("people:invite.email")}
          description={t("people:invite.emailHelp")}
          autoComplete="off"
          error={errors.email?.message}
          {...register("email", {
            ...needed,
            validate: (email) =>
              checkField(required("email"), email) === null || t("people:invite.emailWrong"),
          })}
        />
        <NativeSelect
          label={t("people:invite.role")}
          error={errors.role?.message}
          data={[choose, ...roles.map((one) => ({ value: one, label: t(`steps:party.${one}`) }))]}
          {...register("role", needed)}
        />
        {ofOrganisation && organisations !== undefined && (
          <NativeSelect
            label={t("people:invite.organisation")}
            error={errors.organisationId?.message}
            data={[choose, ...organisations.map(({ id, name }) => ({ value: id, label: name }))]}
            {...register("organisationId", needed)}
          />
        )}
        {role === "establishment-contact" && (
          <TextInput
            label={t("people:invite.finess")}
            error={errors.finess?.message}
            {...register("finess", {
              ...needed,
              validate: (finess) => /^[0-9A-Za-z]{9}$/.test(finess.trim()) || t("people:invite.finessWrong"),
            })}
          />
        )}
        {role === "grades" && (
          <NativeSelect
            label={t("people:invite.region")}
            error={errors.region?.message}
            data={[choose, ...regions.map(({ code, name }) => ({ value: code, label: name }))]}
            {...register("region", needed)}
          />
        )}
        {role === "committee-member" && (
          <NativeSelect
            label={t("people:invite.member")}
            error={errors.member?.message}
            data={[choose, ...committeeMembers.map((member) => ({ value: member, label: member }))]}
            {...register("member", needed)}
          />
        )}
        <div role="alert">{sending.isError && <p>{problem}</p>}</div>
        <div>
          <Button type="submit" loading={sending.isPending}>
            {t("people:invite.submit")}
          </Button>
        </div>
        <p role="status" style={{ margin: 0 }}>
          {sending.isSuccess && t("people:invite.done")}
        </p>
      </Stack>
    </form>
  );
}

function isOfOrganisation(role: string): boolean {
  return role === "establishment-contact" || supplierRoles.some((one) => one === role);
}

function grantFrom(form: Form): Grant {
  const supplier = supplierRoles.find((one) => one === form.role);
  const { organisationId, region } = form;
  if (supplier !== undefined) return { role: supplier, organisationId };
  switch (form.role) {
    case "establishment-contact":
      return { role: form.role, organisationId, finess: form.finess.trim() };
    case "grades":
      return { role: form.role, region };
    case "committee-member":
      return { role: form.role, member: form.member as CommitteeMember };
    case "administrator":
      return { role: form.role };
    default:
      return { role: "ans-operator" };
  }
}
