/** One event of a `text/event-stream` body. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Longest event kept; a longer one is dropped whole. */
const eventMaxCharacters = 65_536;

/**
 * Reads a `text/event-stream` body piece by piece (WHATWG HTML, "Server-sent events", parsing an event stream).
 * Comments, `id` and `retry` are ignored. The returned function takes the next piece of text and gives the events
 * completed by it, in order.
 */
export function createEventReader(): (piece: string) => StreamEvent[] {
  let rest = "";
  let event = "";
  let data: string[] = [];
  let size = 0;
  const takeLine = (line: string): StreamEvent | undefined => {
    if (line === "") {
      const complete =
        data.length > 0 && size <= eventMaxCharacters
          ? { event: event === "" ? "message" : event, data: data.join("\n") }
          : undefined;
      event = "";
      data = [];
      size = 0;
      return complete;
    }
    size += line.length;
    if (size > eventMaxCharacters) return undefined;
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") event = value;
    if (name === "data") data.push(value);
    return undefined;
  };
  return (piece) => {
    const text = rest + piece;
    // A final CR may be the first half of a CR LF.
    const lines = text.endsWith("\r") ? text.slice(0, -1).split(/\r\n|\n|\r/) : text.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? "") + (text.endsWith("\r") ? "\r" : "");
    if (rest.length > eventMaxCharacters) {
      size = eventMaxCharacters + 1;
      rest = "";
    }
    return lines.map(takeLine).filter((one) => one !== undefined);
  };
}

/** The wire form of one event. `data` holds no line end. */
export function eventText(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
