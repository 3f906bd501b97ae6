import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Grant } from "../../../domain/journey/roles.ts";
import type { Holder } from "../../people/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { ReasonDialog } from "../dialogs/reason-dialog.tsx";
import { type DataColumn, DataTable } from "../tables/data-table.tsx";
import { languageOf } from "../texts/i18n.ts";

interface HoldersProps {
  readonly holders: readonly Holder[];
  readonly say: (grant: Grant) => string;
  /** Address that takes roles back; absent: only shown. */
  readonly path?: string;
  readonly queryKey: readonly string[];
}

/** People with their roles, one line a role. */
export function Holders({ holders, say, path, queryKey }: HoldersProps) {
  const { t, i18n } = useTranslation("people");
  const client = useQueryClient();
  const [taking, setTaking] = useState<Holder>();
  const language = languageOf(i18n);
  const columns = useMemo((): readonly DataColumn<Holder>[] => {
    const shown: DataColumn<Holder>[] = [
      { id: "name", header: t("column.name"), cell: ({ name }) => name },
      { id: "email", header: t("column.email"), cell: ({ email }) => email },
      { id: "role", header: t("column.role"), cell: ({ grant }) => say(grant) },
      { id: "since", header: t("column.since"), cell: ({ since }) => dayText(language, since) },
    ];
    if (path === undefined) return shown;
    return [
      ...shown,
      {
        id: "act",
        header: t("column.act"),
        cell: (holder) =>
          holder.revocable ? (
            <Button
              variant="default"
              aria-label={t("revokeNamed", { name: holder.name, role: say(holder.grant) })}
              onClick={() => setTaking(holder)}
            >
              {t("revoke")}
            </Button>
          ) : (
            t("lastApplicant")
          ),
      },
    ];
  }, [t, language, say, path]);
  if (holders.length === 0) return <p>{t("nobody")}</p>;
  return (
    <>
      <DataTable
        caption={t("people")}
        columns={columns}
        rows={holders}
        idOf={({ id, grant }) => `${id} ${JSON.stringify(grant)}`}
      />
      {taking !== undefined && path !== undefined && (
        <ReasonDialog
          title={t("revokeNamed", { name: taking.name, role: say(taking.grant) })}
          text={t("revokeText")}
          confirm={t("revoke")}
          act={async (reason) => {
            await call("POST", path, { personId: taking.id, grant: taking.grant, reason });
            await client.invalidateQueries({ queryKey });
          }}
          close={() => setTaking(undefined)}
        />
      )}
    </>
  );
}
