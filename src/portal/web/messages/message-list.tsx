import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Messages, MessageView } from "../../messages/shapes.ts";
import { ApiError, call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { Unread } from "../app/unread.tsx";
import { CopyButton } from "../step/copy-button.tsx";
import { languageOf } from "../texts/i18n.ts";

/** What went out about one file: nothing for somebody who may not read it. */
export function JourneyMessages({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("messages");
  const path = `/api/journeys/${encodeURIComponent(journey)}/messages`;
  return <MessagePanel title={t("title")} path={path} queryKey={["journeys", journey, "messages"]} />;
}

/** What went out about every file, for administrators. */
export function AllMessages() {
  const { t } = useTranslation("messages");
  return <MessagePanel title={t("all")} path="/api/messages" queryKey={["messages"]} named />;
}

interface PanelProps {
  readonly title: string;
  readonly path: string;
  readonly queryKey: readonly string[];
  /** Each message says which file it is about. */
  readonly named?: boolean;
}

function MessagePanel({ title, path, queryKey, named = false }: PanelProps) {
  const { t } = useTranslation("messages");
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => call<Messages>("GET", path),
    staleTime: 0,
  });
  if (error instanceof ApiError && error.fault === "forbidden") return null;
  return (
    <section className="panel" aria-labelledby="messages">
      <h2 id="messages">{title}</h2>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data?.sending === false && <p className="field-note">{t("unset")}</p>}
      {data?.messages.length === 0 && <p>{t("none")}</p>}
      <ul className="plain">
        {data?.messages.map((message) => (
          <Message key={message.id} message={message} named={named} />
        ))}
      </ul>
    </section>
  );
}

const pills = { queued: "waiting", sent: "ok", failed: "missing", withdrawn: "skipped" } as const;

function Message({ message, named }: { readonly message: MessageView; readonly named: boolean }) {
  const { t, i18n } = useTranslation("messages");
  const language = languageOf(i18n);
  const isFrench = language === "fr";
  const subject = isFrench ? message.subjectFr : message.subjectEn;
  const text = isFrench ? message.textFr : message.textEn;
  return (
    <li>
      <h3 style={{ margin: 0 }}>
        {named && `${message.journeyName} : `}
        {subject}
      </h3>
      <p style={{ margin: 0 }}>
        <span className={`pill is-${pills[message.state]}`}>{t(`state.${message.state}`)}</span>{" "}
        {message.sentAt === null
          ? t("made", { date: dayText(language, message.createdAt) })
          : t("sentAt", { date: instant(language, message.sentAt) })}
      </p>
      <p style={{ margin: 0 }}>
        {message.to.length === 0 ? t("nobody") : t("to", { to: message.to.join(", ") })}
      </p>
      {message.state === "withdrawn" && <p>{t("withdrawn")}</p>}
      {message.reason !== "" && (
        <p style={{ margin: 0 }}>
          {t("failed", { attempts: message.attempts, reason: message.reason })}
          {message.nextAttemptAt !== null &&
            `. ${t("next", { date: instant(language, message.nextAttemptAt) })}`}
        </p>
      )}
      <details>
        <summary>{t("show")}</summary>
        <p style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</p>
      </details>
      <CopyButton text={`${subject}\n\n${text}`} label={t("copy")} />
    </li>
  );
}

function instant(language: string, at: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}
