import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Library, LibraryItem } from "../../library/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { Unread } from "../app/unread.tsx";
import { ReasonDialog } from "../dialogs/reason-dialog.tsx";
import { libraryQuery } from "../files/queries.ts";
import { sizeText } from "../files/sizes.ts";
import { stepName } from "../files/step-documents.tsx";
import { UploadField } from "../files/upload-field.tsx";
import { Loading } from "../shell/loading.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";
import { languageOf } from "../texts/i18n.ts";

type Kind = Library["kinds"][number];

/** `/library`: the reference documents, or whom to ask for them. */
export function LibraryRoute() {
  return (
    <SignedInOnly>
      <Shelves />
    </SignedInOnly>
  );
}

function Shelves() {
  const { t } = useTranslation("library");
  const { data, error, refetch } = useQuery(libraryQuery);
  return (
    <>
      <PageTitle tab={t("title")}>{t("title")}</PageTitle>
      <p>{t("intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data?.mayChange === true && <Add kinds={data.kinds} />}
      {data !== undefined && (
        <ul className="plain">
          {data.kinds.map((kind) => (
            <li key={kind.kind}>
              <Shelf kind={kind} mayChange={data.mayChange} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Shelf({ kind, mayChange }: { readonly kind: Kind; readonly mayChange: boolean }) {
  const { t, i18n } = useTranslation(["library", "steps"]);
  const client = useQueryClient();
  const [withdrawing, setWithdrawing] = useState(false);
  const name = t(`library:kind.${kind.kind}.name`);
  const { current } = kind;
  return (
    <section className="panel" style={{ margin: 0 }} aria-label={name}>
      <h2>{name}</h2>
      <p>
        {t(`library:kind.${kind.kind}.use`)}{" "}
        {t("library:step", { step: stepName(kind.step, t(`steps:title.${kind.step}`)) })}
      </p>
      {current === null ? <Missing kind={kind} name={name} /> : <Item item={current} name={name} />}
      {current !== null && mayChange && (
        <Button
          variant="default"
          mt="xs"
          aria-label={t("library:withdraw.named", { name })}
          onClick={() => setWithdrawing(true)}
        >
          {t("library:withdraw.act")}
        </Button>
      )}
      {kind.history.length > 0 && (
        <details>
          <summary>{t("library:history", { count: kind.history.length })}</summary>
          <ul>
            {kind.history.map((item) => (
              <li key={item.id}>
                <Item item={item} name={name} />
                {item.removedAt !== null &&
                  t("library:removed", { date: dayText(languageOf(i18n), item.removedAt) })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {withdrawing && current !== null && (
        <ReasonDialog
          title={t("library:withdraw.named", { name })}
          text={t("library:withdraw.text")}
          confirm={t("library:withdraw.act")}
          act={async (reason) => {
            const path = `/api/library/${encodeURIComponent(current.id)}`;
            await call("DELETE", `${path}?why=${encodeURIComponent(reason)}`);
            await client.invalidateQueries({ queryKey: libraryQuery.queryKey });
          }}
          close={() => setWithdrawing(false)}
        />
      )}
    </section>
  );
}

function Missing({ kind, name }: { readonly kind: Kind; readonly name: string }) {
  const { t } = useTranslation("library");
  const subject = encodeURIComponent(t("ask.subject", { name }));
  const body = encodeURIComponent(t("ask.body", { name }));
  return (
    <div>
      <p>
        <span className="pill is-ask">{t("ask.missing")}</span> {t(`kind.${kind.kind}.ask`)}
      </p>
      <p style={{ margin: 0 }}>
        <a href={`mailto:${kind.askAt}?subject=${subject}&body=${body}`}>
          {t("ask.write", { name, address: kind.askAt })}
        </a>
      </p>
      {kind.publicAddress !== null && (
        <p style={{ marginBottom: 0 }}>
          {t("ask.public")}{" "}
          <a href={kind.publicAddress} rel="noreferrer">
            {kind.publicAddress}
          </a>
        </p>
      )}
    </div>
  );
}

function Item({ item, name }: { readonly item: LibraryItem; readonly name: string }) {
  const { t, i18n } = useTranslation("library");
  const language = languageOf(i18n);
  const isAddress = /^https?:\/\//.test(item.source);
  return (
    <dl className="facts">
      <dt>{t("item.version")}</dt>
      <dd>{item.version}</dd>
      {item.file !== null && (
        <>
          <dt>{t("item.file")}</dt>
          <dd>
            <a
              href={`/api/library/${encodeURIComponent(item.id)}/file`}
              download={item.file.name}
              aria-label={t("item.download", { name, file: item.file.name })}
            >
              {item.file.name}
            </a>{" "}
            ({sizeText(language, item.file.sizeBytes)})
          </dd>
        </>
      )}
      <dt>{t("item.source")}</dt>
      <dd>
        {isAddress ? (
          <a href={item.source} rel="noreferrer">
            {item.source}
          </a>
        ) : (
          item.source
        )}
        , {dayText(language, item.date)}
      </dd>
      <dt>{t("item.added")}</dt>
      <dd>{t("item.addedBy", { name: item.addedBy, date: dayText(language, item.addedAt) })}</dd>
    </dl>
  );
}

const nothing = { version: "", source: "", date: "" };

function Add({ kinds }: { readonly kinds: readonly Kind[] }) {
  const { t } = useTranslation("library");
  const client = useQueryClient();
  const [kind, setKind] = useState<string>(kinds[0]?.kind ?? "");
  const [typed, setTyped] = useState(nothing);
  const [asked, setAsked] = useState(false);
  const missing = (name: keyof typeof nothing): string | undefined =>
    asked && typed[name].trim() === "" ? t("add.needed") : undefined;
  const type = (name: keyof typeof nothing, value: string): void => setTyped({ ...typed, [name]: value });
  return (
    <section className="panel" aria-labelledby="library-add">
      <h2 id="library-add">{t("add.title")}</h2>
      <Stack gap="sm" className="forms">
        <NativeSelect
          label={t("add.kind")}
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value)}
          data={kinds.map((one) => ({ value: one.kind, label: t(`kind.${one.kind}.name`) }))}
        />
        <TextInput
          label={t("add.version")}
          maxLength={100}
          value={typed.version}
          error={missing("version")}
          onChange={({ currentTarget }) => type("version", currentTarget.value)}
        />
        <TextInput
          label={t("add.source")}
          description={t("add.sourceHelp")}
          maxLength={500}
          value={typed.source}
          error={missing("source")}
          onChange={({ currentTarget }) => type("source", currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("add.date")}
          value={typed.date}
          error={missing("date")}
          onChange={({ currentTarget }) => type("date", currentTarget.value)}
        />
        <UploadField
          label={t("add.file")}
          path="/api/library"
          fields={{ kind, ...typed }}
          optional
          submit={t("add.submit")}
          check={() => {
            setAsked(true);
            return Object.values(typed).some((value) => value.trim() === "")
              ? t("add.incomplete")
              : undefined;
          }}
          onDone={async () => {
            setTyped(nothing);
            setAsked(false);
            await client.invalidateQueries({ queryKey: libraryQuery.queryKey });
          }}
        />
      </Stack>
    </section>
  );
}
