import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Certificate, Feed, Target } from "../../live/board-schema.ts";
import { dayText, numberText } from "./format.ts";
import type { View } from "./page-state.ts";
import { Ago, Icon, Panel, say } from "./view-parts.tsx";

interface FeedsProps {
  readonly view: View;
  /** Asks whether the warm-up of this feed is to be ended. */
  endWarmUp(feed: string): void;
}

/** Where facts come from: last message, warm-up, silence. */
export function Feeds({ view, endWarmUp }: FeedsProps) {
  const { texts, board } = view;
  return (
    <Panel id="feeds" title={texts.feeds.title}>
      {board.feeds.length === 0 ? (
        <p className="empty">{texts.feeds.none}</p>
      ) : (
        <ul className="cards">
          {board.feeds.map((feed) => (
            <FeedCard key={feed.name} view={view} feed={feed} endWarmUp={endWarmUp} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function FeedCard({ view, feed, endWarmUp }: FeedsProps & { readonly feed: Feed }) {
  const { feeds } = view.texts;
  const cold = feed.warmUpEndedAt === null;
  const [kind, sign, word] = feed.silent
    ? (["parked", "warning", feeds.silent] as const)
    : cold
      ? (["waiting", "waiting", feeds.warmingUp] as const)
      : (["open", "good", feeds.listening] as const);
  return (
    <li className="card">
      <h3>
        {feed.name}{" "}
        <span className={`state-pill is-${kind}`}>
          <Icon name={sign} />
          {word}
        </span>
      </h3>
      <dl className="live-facts">
        <Fact name={feeds.received}>
          <Ago view={view} instant={feed.lastReceivedAt} />
        </Fact>
        <Fact name={feeds.known}>
          <Ago view={view} instant={feed.lastKnownAt} />
        </Fact>
        <Fact name={feeds.warmUp}>
          {cold ? (
            feeds.warmUpRunning
          ) : (
            <>
              {`${feeds.warmUpEnded} `}
              <Ago view={view} instant={feed.warmUpEndedAt} />
            </>
          )}
        </Fact>
        <Fact name={feeds.facts}>{numberText(view.language, feed.facts)}</Fact>
        <Fact name={feeds.refused}>{numberText(view.language, feed.refused)}</Fact>
        {feed.unknownUnits.length > 0 && (
          <Fact name={feeds.unknownUnits}>{feed.unknownUnits.join(", ")}</Fact>
        )}
      </dl>
      {cold && (
        <Button variant="default" aria-haspopup="dialog" onClick={() => endWarmUp(feed.name)}>
          {feeds.endWarmUp}
        </Button>
      )}
    </li>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Where figures go to. */
export function Targets({ view }: { readonly view: View }) {
  const { texts, board } = view;
  return (
    <Panel id="targets" title={texts.targets.title}>
      {board.targets.length === 0 ? (
        <p className="empty">{texts.targets.none}</p>
      ) : (
        <ul className="cards">
          {board.targets.map((target) => (
            <TargetCard key={target.name} view={view} target={target} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function TargetCard({ view, target }: { readonly view: View; readonly target: Target }) {
  const kind = target.state === "open" ? "open" : target.state === "paused" ? "waiting" : "parked";
  const sign = target.state === "open" ? "good" : target.state === "paused" ? "held" : "warning";
  return (
    <li className="card">
      <h3>
        {target.name}{" "}
        <span className={`state-pill is-${kind}`}>
          <Icon name={sign} />
          {view.texts.targets[target.state]}
        </span>
      </h3>
      {target.reason !== null && <p>{say(view, target.reason)}</p>}
      {target.since !== null && (
        <p className="card-facts">
          <Ago view={view} instant={target.since} />
        </p>
      )}
      {target.certificate !== null && <CertificateNote view={view} certificate={target.certificate} />}
    </li>
  );
}

interface CertificateNoteProps {
  readonly view: View;
  readonly certificate: Certificate;
}

/** Until when a target can be reached, and what the end asks for. */
function CertificateNote({ view, certificate }: CertificateNoteProps) {
  const { language, texts } = view;
  const { validTo, daysLeft, notice, successor } = certificate;
  const day = validTo === null ? "" : dayText(language, Date.parse(validTo));
  const next = successor === null ? texts.targets.noSuccessor : texts.targets.successor;
  const advice = (text: string) => (
    <p className="advice">
      <Icon name="warning" />
      {text}
    </p>
  );
  switch (notice) {
    case "none":
      return <p className="card-facts">{texts.targets.certificateUntil(day)}</p>;
    case "due":
      return advice(
        `${texts.targets.certificateUntil(day)}, ${texts.targets.daysLeft(daysLeft ?? 0)}. ${next}`,
      );
    case "expired":
      return advice(`${texts.targets.certificateEnded(day)}. ${next}`);
    case "unreadable":
      return advice(texts.targets.certificateUnreadable);
  }
}
