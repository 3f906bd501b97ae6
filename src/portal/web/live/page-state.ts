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

/** What a part of the page is given: the board as it stands, its texts, and the instant by the connector's clock. */
export interface View {
  readonly language: Language;
  readonly texts: Texts;
  readonly nowMs: number;
  readonly board: Board;
  readonly unsettled: Unsettled;
  /** Keys of what changed lately, see board-changes. */
  readonly changed: ReadonlySet<string>;
  /** The window is too narrow for tables. */
  readonly narrow: boolean;
}

/** The connection to the connector as the page sees it. */
export interface LiveState {
  readonly board: Board | null;
  readonly unsettled: Unsettled;
  readonly link: Link;
  readonly changed: ReadonlySet<string>;
  /** By the connector's clock; moves every second. */
  readonly nowMs: number;
}
