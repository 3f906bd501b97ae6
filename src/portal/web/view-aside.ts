import type { Certificate, Feed, Refusal, Target, Task } from "../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { dayText, numberText } from "./format.ts";
import type { View } from "./page-state.ts";
import { audienceText } from "./sentences.ts";
import { audienceNames } from "./summary.ts";
import { type Child, h, type VNode } from "./vdom.ts";
import { ago, clock, icon, say, section, withChange } from "./view-parts.ts";

/** Open tasks, each with who must act and a message ready to be sent. */
export function tasksSection(view: View): Child {
  const { state, texts } = view;
  if (state.board === null) return null;
  const { tasks } = state.board;
  return section(
    "tasks",
    texts.tasks.title,
    tasks.length === 0
      ? h("p", { class: "empty" }, texts.tasks.none)
      : h(
          "ul",
          { class: "cards" },
          tasks.map((task) => taskCard(view, task)),
        ),
  );
}

function taskCard(view: View, task: Task): VNode {
  const { texts, state, actions } = view;
  const message = say(view, task.message);
  const copied = state.copied?.task === task.id ? state.copied : null;
  return h(
    "li",
    { key: task.id, class: withChange(view, changeKey.task(task.id), "card is-task") },
    h("p", { class: "card-title" }, say(view, task.text)),
    h(
      "p",
      { class: "card-facts" },
      audienceNames(task.audience).map((name) =>
        h("span", { key: name, class: "audience" }, `${texts.tasks.for} ${audienceText(texts, name)}`),
      ),
      h("span", null, `${texts.tasks.opened} `, ago(view, task.openedAt)),
    ),
    h(
      "details",
      null,
      h("summary", null, texts.tasks.message),
      h("blockquote", null, message),
      h("button", { type: "button", onclick: () => actions.copy(task.id, message) }, texts.tasks.copy),
      h(
        "span",
        { role: "status", class: "copied" },
        copied !== null && (copied.ok ? texts.tasks.copied : texts.tasks.copyFailed),
      ),
    ),
  );
}

/** What was refused lately, why, and what to do about it. */
export function refusalsSection(view: View): Child {
  const { state, texts } = view;
  if (state.board === null) return null;
  const { refusals } = state.board;
  return section(
    "refusals",
    texts.refusals.title,
    refusals.length === 0
      ? h("p", { class: "empty" }, icon("good"), texts.refusals.none)
      : h(
          "div",
          { class: "tall", tabindex: 0, role: "group", "aria-label": texts.refusals.title },
          h(
            "ul",
            { class: "cards" },
            refusals.map((refusal) => refusalCard(view, refusal)),
          ),
        ),
  );
}

function refusalCard(view: View, refusal: Refusal): VNode {
  const { texts, state } = view;
  const place = state.board?.places.find((one) => one.id === refusal.place)?.label ?? refusal.place;
  const key = changeKey.refusal(refusal.at, refusal.code, refusal.place);
  return h(
    "li",
    { key, class: withChange(view, key, "card is-refusal") },
    h(
      "p",
      { class: "card-facts" },
      h("strong", null, texts.refusals.kind[refusal.kind]),
      clock(view, refusal.at),
      refusal.count > 1 && h("span", { class: "times" }, texts.refusals.times(refusal.count)),
    ),
    place !== null && h("p", { class: "card-place" }, place),
    h("p", { class: "card-title" }, say(view, refusal.text)),
    h("p", { class: "advice" }, h("strong", null, `${texts.refusals.advice} `), say(view, refusal.advice)),
    h("p", { class: "identifier" }, refusal.code),
  );
}

/** Where facts come from: last message, warm-up, silence. */
export function feedsSection(view: View): Child {
  const { state, texts } = view;
  if (state.board === null) return null;
  const { feeds } = state.board;
  return section(
    "feeds",
    texts.feeds.title,
    feeds.length === 0
      ? h("p", { class: "empty" }, texts.feeds.none)
      : h(
          "ul",
          { class: "cards" },
          feeds.map((feed) => feedCard(view, feed)),
        ),
  );
}

function feedCard(view: View, feed: Feed): VNode {
  const { texts, state, actions } = view;
  const cold = feed.warmUpEndedAt === null;
  const [kind, sign, word] = feed.silent
    ? (["parked", "warning", texts.feeds.silent] as const)
    : cold
      ? (["waiting", "waiting", texts.feeds.warmingUp] as const)
      : (["open", "good", texts.feeds.listening] as const);
  const fact = (name: string, value: Child): VNode =>
    h("div", { key: name }, h("dt", null, name), h("dd", null, value));
  return h(
    "li",
    { key: feed.name, class: "card" },
    h("h3", null, feed.name, " ", h("span", { class: `pill is-${kind}` }, icon(sign), word)),
    h(
      "dl",
      { class: "facts" },
      [
        fact(texts.feeds.received, ago(view, feed.lastReceivedAt)),
        fact(texts.feeds.known, ago(view, feed.lastKnownAt)),
        fact(
          texts.feeds.warmUp,
          cold ? texts.feeds.warmUpRunning : [`${texts.feeds.warmUpEnded} `, ago(view, feed.warmUpEndedAt)],
        ),
        fact(texts.feeds.facts, numberText(state.language, feed.facts)),
        fact(texts.feeds.refused, numberText(state.language, feed.refused)),
        feed.unknownUnits.length > 0 && fact(texts.feeds.unknownUnits, feed.unknownUnits.join(", ")),
      ].filter((one) => one !== false),
    ),
    cold &&
      h(
        "button",
        { type: "button", "aria-haspopup": "dialog", onclick: () => actions.askEndWarmUp(feed.name) },
        texts.feeds.endWarmUp,
      ),
  );
}

/** Where figures go to. */
export function targetsSection(view: View): Child {
  const { state, texts } = view;
  if (state.board === null) return null;
  const { targets } = state.board;
  return section(
    "targets",
    texts.targets.title,
    targets.length === 0
      ? h("p", { class: "empty" }, texts.targets.none)
      : h(
          "ul",
          { class: "cards" },
          targets.map((target) => targetCard(view, target)),
        ),
  );
}

function targetCard(view: View, target: Target): VNode {
  const { texts } = view;
  const kind = target.state === "open" ? "open" : target.state === "paused" ? "waiting" : "parked";
  const sign = target.state === "open" ? "good" : target.state === "paused" ? "held" : "warning";
  return h(
    "li",
    { key: target.name, class: "card" },
    h(
      "h3",
      null,
      target.name,
      " ",
      h("span", { class: `pill is-${kind}` }, icon(sign), texts.targets[target.state]),
    ),
    target.reason !== null && h("p", null, say(view, target.reason)),
    target.since !== null && h("p", { class: "card-facts" }, ago(view, target.since)),
    target.certificate !== null && certificateNote(view, target.certificate),
  );
}

/** Until when a target can be reached, and what the end asks for. */
function certificateNote(view: View, certificate: Certificate): VNode {
  const { state, texts } = view;
  const { validTo, daysLeft, notice, successor } = certificate;
  const day = validTo === null ? "" : dayText(state.language, Date.parse(validTo));
  const next = successor === null ? texts.targets.noSuccessor : texts.targets.successor;
  switch (notice) {
    case "none":
      return h("p", { class: "card-facts" }, texts.targets.certificateUntil(day));
    case "due":
      return h(
        "p",
        { class: "advice" },
        icon("warning"),
        `${texts.targets.certificateUntil(day)}, ${texts.targets.daysLeft(daysLeft ?? 0)}. ${next}`,
      );
    case "expired":
      return h("p", { class: "advice" }, icon("warning"), `${texts.targets.certificateEnded(day)}. ${next}`);
    case "unreadable":
      return h("p", { class: "advice" }, icon("warning"), texts.targets.certificateUnreadable);
  }
}

/** Asks once more before available beds leave on incomplete knowledge (DESIGN §3). */
export function warmUpQuestion(view: View, feed: string): readonly Child[] {
  const { texts, state, actions } = view;
  return [
    h("h2", { id: "question-title" }, texts.feeds.endTitle(feed)),
    h("p", null, texts.feeds.endText),
    h(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          actions.endWarmUp(feed);
        },
      },
      h(
        "label",
        null,
        h("span", null, texts.feeds.endedBy),
        h("input", {
          type: "text",
          required: true,
          maxlength: 100,
          pattern: ".*\\S.*",
          autocomplete: "name",
          value: state.endedBy,
          oninput: (event) => {
            if (event.target instanceof HTMLInputElement) actions.nameEndedBy(event.target.value);
          },
        }),
      ),
      h("p", { class: "fault", role: "alert" }, state.endFailed && texts.feeds.endFailed),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", onclick: () => actions.askEndWarmUp(null) }, texts.feeds.endCancel),
        h("button", { type: "submit", class: "strong" }, texts.feeds.endConfirm),
      ),
    ),
  ];
}
