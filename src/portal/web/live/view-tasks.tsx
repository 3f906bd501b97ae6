import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import type { Refusal, Task } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import type { View } from "./page-state.ts";
import { audienceText } from "./sentences.ts";
import { audienceNames } from "./summary.ts";
import { Ago, ClockTime, Icon, Panel, Scrolling, say, withChange } from "./view-parts.tsx";

/** Open tasks, each with who must act and a message ready to be sent. */
export function Tasks({ view }: { readonly view: View }) {
  const { texts, board } = view;
  return (
    <Panel id="tasks" title={texts.tasks.title}>
      {board.tasks.length === 0 ? (
        <p className="empty">{texts.tasks.none}</p>
      ) : (
        <ul className="cards">
          {board.tasks.map((task) => (
            <TaskCard key={task.id} view={view} task={task} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function TaskCard({ view, task }: { readonly view: View; readonly task: Task }) {
  const { texts } = view;
  const clipboard = useClipboard({ timeout: 10_000 });
  const message = say(view, task.message);
  return (
    <li className={withChange(view, changeKey.task(task.id), "card is-task")}>
      <p className="card-title">{say(view, task.text)}</p>
      <p className="card-facts">
        {audienceNames(task.audience).map((name) => (
          <span key={name} className="audience">
            {`${texts.tasks.for} ${audienceText(texts, name)}`}
          </span>
        ))}
        <span>
          {`${texts.tasks.opened} `}
          <Ago view={view} instant={task.openedAt} />
        </span>
      </p>
      <details>
        <summary>{texts.tasks.message}</summary>
        <blockquote>{message}</blockquote>
        <Button variant="default" onClick={() => clipboard.copy(message)}>
          {texts.tasks.copy}
        </Button>
        <span role="status" className="copied">
          {clipboard.copied && texts.tasks.copied}
          {clipboard.error !== null && texts.tasks.copyFailed}
        </span>
      </details>
    </li>
  );
}

/** What was refused lately, why, and what to do about it. */
export function Refusals({ view }: { readonly view: View }) {
  const { texts, board } = view;
  return (
    <Panel id="refusals" title={texts.refusals.title}>
      {board.refusals.length === 0 ? (
        <p className="empty">
          <Icon name="good" />
          {texts.refusals.none}
        </p>
      ) : (
        <Scrolling label={texts.refusals.title} className="tall">
          <ul className="cards">
            {board.refusals.map((refusal) => {
              const key = changeKey.refusal(refusal.at, refusal.code, refusal.place);
              return <RefusalCard key={key} view={view} refusal={refusal} change={key} />;
            })}
          </ul>
        </Scrolling>
      )}
    </Panel>
  );
}

interface RefusalCardProps {
  readonly view: View;
  readonly refusal: Refusal;
  readonly change: string;
}

function RefusalCard({ view, refusal, change }: RefusalCardProps) {
  const { texts, board } = view;
  const place = board.places.find((one) => one.id === refusal.place)?.label ?? refusal.place;
  return (
    <li className={withChange(view, change, "card is-refusal")}>
      <p className="card-facts">
        <strong>{texts.refusals.kind[refusal.kind]}</strong>
        <ClockTime view={view} instant={refusal.at} />
        {refusal.count > 1 && <span className="times">{texts.refusals.times(refusal.count)}</span>}
      </p>
      {place !== null && <p className="card-place">{place}</p>}
      <p className="card-title">{say(view, refusal.text)}</p>
      <p className="advice">
        <strong>{`${texts.refusals.advice} `}</strong>
        {say(view, refusal.advice)}
      </p>
      <p className="identifier">{refusal.code}</p>
    </li>
  );
}
