import type { Board, Explanation } from "../../live/board-schema.ts";
import type { Language } from "../app/language.ts";
import type { Link } from "./summary.ts";
import type { Texts } from "./texts.ts";
import type { Unsettled } from "./unsettled.ts";

/** The reasons of the opened place. */
export type Reasons =
  | { readonly state: "loading"; readonly last: Explanation | null }
  | { readonly state: "shown"; readonly last: Explanation }
  | { readonly state: "failed"; readonly last: Explanation | null };

/** Everything that decides what the page shows. */
export interface PageState {
  readonly language: Language;
  readonly board: Board | null;
  readonly unsettled: Unsettled;
  readonly link: Link;
  /** Keys of what changed lately, see board-changes. */
  readonly changed: ReadonlySet<string>;
  readonly search: string;
  readonly attentionOnly: boolean;
  readonly allDeliveries: boolean;
  /** Id of the place whose details are open. */
  readonly openPlace: string | null;
  readonly reasons: Reasons;
  /** Name of the feed whose warm-up is about to be ended by the reader. */
  readonly endingWarmUp: string | null;
  /** Who the reader says to be; written beside the act by the connector. */
  readonly endedBy: string;
  readonly endFailed: boolean;
  /** Outcome of the last copy: the task, and whether it worked. */
  readonly copied: { readonly task: string; readonly ok: boolean } | null;
  /** The window is too narrow for tables. */
  readonly narrow: boolean;
}

/** What the reader can do. */
export interface PageActions {
  speak(language: Language): void;
  search(text: string): void;
  attentionOnly(on: boolean): void;
  allDeliveries(on: boolean): void;
  openPlace(id: string | null): void;
  askEndWarmUp(feed: string | null): void;
  nameEndedBy(name: string): void;
  endWarmUp(feed: string): void;
  copy(task: string, message: string): void;
}

/** What a view is given: the state, its texts, the instant by the connector's clock, and the actions. */
export interface View {
  readonly state: PageState;
  readonly texts: Texts;
  readonly nowMs: number;
  readonly actions: PageActions;
}
