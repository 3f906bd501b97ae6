/** Answers in order of receipt, whatever the order in which they become ready. */
export interface AnswerLine {
  /** Frames whose answer has not left yet. */
  openCount(): number;
  /** Takes the next place in the line. `failed` runs when the place is at the head and its work was rejected. */
  add(work: Promise<Uint8Array>): void;
  /** From now on nothing leaves and nothing is reported. */
  abandon(): void;
}

export interface AnswerLineOptions {
  /** One answer leaves. */
  send(answer: Uint8Array): void;
  /** Called after one or more answers left. */
  moved(): void;
  /** The work at the head of the line was rejected; everything before it has left, nothing after it will. */
  failed(reason: unknown): void;
}

type Place =
  | { state: "working" }
  | { state: "ready"; answer: Uint8Array }
  | { state: "failed"; reason: unknown };

export function createAnswerLine(options: AnswerLineOptions): AnswerLine {
  const places: { current: Place }[] = [];
  let abandoned = false;
  const advance = (): void => {
    let sent = 0;
    while (!abandoned) {
      const head = places[0]?.current;
      if (!head || head.state === "working") break;
      places.shift();
      if (head.state === "failed") {
        abandoned = true;
        options.failed(head.reason);
        return;
      }
      options.send(head.answer);
      sent += 1;
    }
    if (sent > 0 && !abandoned) options.moved();
  };
  return {
    openCount: () => places.length,
    add(work) {
      const place: { current: Place } = { current: { state: "working" } };
      places.push(place);
      const settle = (next: Place): void => {
        place.current = next;
        if (places[0] === place) advance();
      };
      work.then(
        (answer) => settle({ state: "ready", answer }),
        (reason: unknown) => settle({ state: "failed", reason }),
      );
    },
    abandon() {
      abandoned = true;
    },
  };
}
