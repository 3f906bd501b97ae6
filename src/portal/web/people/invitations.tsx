import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Grant } from "../../../domain/journey/roles.ts";
import type { InvitationView } from "../../people/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { useProblemWords } from "../app/unread.tsx";
import { type DataColumn, DataTable } from "../tables/data-table.tsx";
import { languageOf } from "../texts/i18n.ts";

interface InvitationsProps {
  readonly invitations: readonly InvitationView[];
  readonly say: (grant: Grant) => string;
  /** Address under which an invitation is withdrawn; absent: only shown. */
  readonly path?: string;
  readonly queryKey: readonly string[];
}

/** Invitations that wait for somebody to sign in. */
export function Invitations({ invitations, say, path, queryKey }: InvitationsProps) {
  const { t, i18n } = useTranslation("people");
  const client = useQueryClient();
  const withdrawing = useMutation({
    mutationFn: (id: string) => call("DELETE", `${path}/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
  const problem = useProblemWords(withdrawing.error);
  const language = languageOf(i18n);
  const { mutate } = withdrawing;
  const columns = useMemo((): readonly DataColumn<InvitationView>[] => {
    const shown: DataColumn<InvitationView>[] = [
      { id: "email", header: t("column.email"), cell: ({ email }) => email },
      { id: "role", header: t("column.role"), cell: ({ grant }) => say(grant) },
      {
        id: "since",
        header: t("column.invited"),
        cell: ({ invitedAt, invitedBy }) =>
          t("invitedBy", { date: dayText(language, invitedAt), name: invitedBy }),
      },
    ];
    if (path === undefined) return shown;
    return [
      ...shown,
      {
        id: "act",
        header: t("column.act"),
        cell: ({ id, email }) => (
          <Button variant="default" aria-label={t("withdrawNamed", { email })} onClick={() => mutate(id)}>
            {t("withdraw")}
          </Button>
        ),
      },
    ];
  }, [t, language, say, path, mutate]);
  if (invitations.length === 0) return <p>{t("noInvitation")}</p>;
  return (
    <>
      <DataTable caption={t("invitations")} columns={columns} rows={invitations} idOf={({ id }) => id} />
      <div role="alert">{withdrawing.isError && <p>{problem}</p>}</div>
    </>
  );
}
