import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { campaignScenario } from "../../../domain/journey/campaign/scenarios.ts";
import type { TestPlatformView } from "../../test-platform/shapes.ts";
import { call } from "../app/api.ts";
import { dayText, instantText } from "../app/dates.ts";
import { useProblemWords } from "../app/unread.tsx";
import { languageOf } from "../texts/i18n.ts";
import { journeyPath } from "./queries.ts";

type Read = Extract<TestPlatformView["journal"], { readonly kind: "read" }>;

interface JournalProps {
  readonly journey: string;
  readonly view: TestPlatformView;
  readonly isDone: boolean;
  readonly reread: () => void;
}

/** What the sandbox's own journal shows of this supplier's client, whatever program it is, and the proof by it. */
export function JournalPanel({ journey, view, isDone, reread }: JournalProps) {
  const { t, i18n } = useTranslation("step-08");
  const { journal, connection, mayProve } = view;
  const language = languageOf(i18n);
  if (journal.kind === "none")
    return (
      <section className="panel" aria-labelledby="journal">
        <h2 id="journal">{t("journal.title")}</h2>
        <p>{t("journal.none")}</p>
      </section>
    );
  return (
    <section className="panel" aria-labelledby="journal">
      <h2 id="journal">{t("journal.title")}</h2>
      {journal.kind === "unread" ? (
        <p role="alert">{language === "fr" ? journal.problem.messageFr : journal.problem.messageEn}</p>
      ) : (
        <>
          <p role="status">
            {journal.lastAt === null
              ? t("journal.empty")
              : t("journal.seen", {
                  count: journal.exchanges,
                  at: instantText(language, journal.lastAt),
                })}{" "}
            {connection.testsFrom !== null &&
              t("journal.from", { date: dayText(language, connection.testsFrom) })}
          </p>
          <Scenarios journal={journal} />
          <Broken journal={journal} />
        </>
      )}
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={reread}>
          {t("journal.reread")}
        </Button>
        {journal.kind === "read" && mayProve && (
          <ProveButton
            journey={journey}
            evidence={{ source: "journal" }}
            label={t("journal.prove")}
            disabled={!journal.judgement.complete}
          />
        )}
      </Group>
      {!mayProve && !isDone && <p className="field-note">{t("journal.notOpen")}</p>}
    </section>
  );
}

function Scenarios({ journal }: { readonly journal: Read }) {
  const { t, i18n } = useTranslation("step-08");
  const isFrench = languageOf(i18n) === "fr";
  return (
    <ul className="plain">
      {journal.judgement.scenarios.map(({ id, required, shown }) => {
        const { fr, en, adviceFr, adviceEn, clause } = campaignScenario(id);
        const state = shown ? "shown" : required ? "missing" : "optional";
        return (
          <li key={id}>
            <span className={`pill is-${shown ? "ok" : required ? "missing" : "warning"}`}>
              {t(`journal.state.${state}`)}
            </span>{" "}
            {isFrench ? fr : en}
            {!shown && required && (
              <p className="field-note" style={{ margin: 0 }}>
                {isFrench ? adviceFr : adviceEn} ({clause})
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Broken({ journal }: { readonly journal: Read }) {
  const { t, i18n } = useTranslation("step-08");
  const isFrench = languageOf(i18n) === "fr";
  const { broken } = journal.judgement;
  if (broken.length === 0) return null;
  return (
    <>
      <h3>{t("journal.broken")}</h3>
      <ul>
        {broken.map((one) => (
          <li key={one.rule}>
            <strong>{isFrench ? one.fr : one.en}</strong> ({one.clause}).{" "}
            {isFrench ? one.adviceFr : one.adviceEn}{" "}
            {t("journal.exchanges", {
              count: one.exchanges.length,
              list: one.exchanges.slice(0, 5).join(", "),
            })}
          </li>
        ))}
      </ul>
      <p className="field-note">{t("journal.again")}</p>
    </>
  );
}

interface ProveProps {
  readonly journey: string;
  readonly evidence: object;
  readonly label: string;
  readonly disabled?: boolean;
}

/** Records the proof of the tests; what keeps it from counting is told beside the button. */
export function ProveButton({ journey, evidence, label, disabled = false }: ProveProps) {
  const client = useQueryClient();
  const prove = useMutation({
    mutationFn: () => call("POST", journeyPath(journey, "/test-platform/evidence"), evidence),
    onSuccess: () => client.invalidateQueries({ queryKey: ["journeys"] }),
  });
  const reason = useProblemWords(prove.error);
  return (
    <div>
      <Button loading={prove.isPending} disabled={disabled} onClick={() => prove.mutate()}>
        {label}
      </Button>
      <div role="alert">{prove.isError && <p>{reason}</p>}</div>
    </div>
  );
}
