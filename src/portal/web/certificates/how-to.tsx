import { NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { departmentOfFiness } from "../../../domain/regions/departments.ts";
import { isDepartment } from "../../../domain/regions/regions.ts";
import { CopyButton } from "../step/copy-button.tsx";
import { useNeedName } from "./needed-certificates.tsx";
import { certificatesQuery } from "./queries.ts";

/** How to make key and request on one's own machine, and what to type on the ordering portal, for the chosen need. */
export function HowTo({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("step-07");
  const name = useNeedName();
  const { data } = useQuery(certificatesQuery(journey));
  const [chosen, setChosen] = useState(0);
  const [commonName, setCommonName] = useState("LITS ROR");
  const needed = data?.needed ?? [];
  const need = needed[chosen] ?? needed[0];
  const structure = need?.structures[0];
  const environment = need?.environment ?? "test";
  const safe = quoted(commonName.trim() === "" ? "LITS ROR" : commonName.trim());
  const raccord = [
    "raccord certificate request",
    `--name ${safe}`,
    `--organization ${quoted(structure?.name || t("howto.organization"))}`,
    `--structure ${structure?.idNatStruct ?? t("howto.structure")}`,
    `--department ${quoted((structure && departmentText(structure)) || t("howto.department"))}`,
    `--for ${environment} --out commande --password-file mot-de-passe`,
  ].join(" \\\n  ");
  const openssl = [
    "openssl req -new -newkey rsa:2048 -keyout key.pem -out request.csr -utf8",
    `-subj ${quoted(`/C=FR/CN=${commonName.trim().replaceAll("/", "\\/")}`)}`,
  ].join(" \\\n  ");
  return (
    <>
      <section className="panel" aria-labelledby="certificate-howto">
        <h2 id="certificate-howto">{t("howto.title")}</h2>
        <p>{t("howto.intro")}</p>
        <Stack gap="sm">
          <NativeSelect
            label={t("howto.which")}
            value={String(chosen)}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={needed.map((one, index) => ({ value: String(index), label: name(one) }))}
          />
          <TextInput
            label={t("howto.name")}
            description={t("howto.nameHelp")}
            value={commonName}
            maxLength={64}
            onChange={(event) => setCommonName(event.currentTarget.value)}
          />
        </Stack>
        <Command title={t("howto.raccord")} text={raccord} />
        <Command title={t("howto.openssl")} text={openssl} />
      </section>
      <section className="panel" aria-labelledby="certificate-order">
        <h2 id="certificate-order">{t("order.title")}</h2>
        <ol style={{ paddingLeft: "1.3rem", margin: 0 }}>
          {t("order.steps", { returnObjects: true }).map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Command({ title, text }: { readonly title: string; readonly text: string }) {
  const { t } = useTranslation("step-07");
  return (
    <>
      <h3>{title}</h3>
      <pre style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={t("howto.copy")} />
    </>
  );
}

/** One word of a POSIX shell, whatever was typed. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The form of the ST, `Haute-Garonne (31)`: the authority writes the name itself, the code is what is compared. */
function departmentText(structure: { readonly idNatStruct: string; readonly department: string }): string {
  const { idNatStruct, department } = structure;
  const told = idNatStruct.startsWith("1") ? departmentOfFiness(idNatStruct.slice(1)) : undefined;
  const code = department === "" ? (told ?? "") : department;
  return isDepartment(code) ? `Département (${code})` : "";
}
