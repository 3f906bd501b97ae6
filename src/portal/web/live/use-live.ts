import { useEffect, useState } from "react";
import { boardChanges } from "./board-changes.ts";
import { connect } from "./connection.ts";
import type { LiveState } from "./page-state.ts";
import { trackUnsettled } from "./unsettled.ts";

/** How long a change stays highlighted. */
const highlightMs = 5_000;
const tickMs = 1_000;

/** The board as it stands, followed for as long as the page is open, and a clock that ticks every second. */
export function useLive(): LiveState {
  const [state, setState] = useState<LiveState>(() => ({
    board: null,
    unsettled: new Map(),
    link: { state: "up", sinceMs: Date.now() },
    changed: new Set(),
    nowMs: Date.now(),
  }));
  useEffect(() => {
    const changedUntil = new Map<string, number>();
    let skewMs = 0;
    const now = (): Pick<LiveState, "nowMs" | "changed"> => {
      for (const [key, untilMs] of changedUntil) if (untilMs <= Date.now()) changedUntil.delete(key);
      return { nowMs: Date.now() + skewMs, changed: new Set(changedUntil.keys()) };
    };
    let before: LiveState["board"] = null;
    const disconnect = connect({
      onBoard(board, skew) {
        skewMs = skew;
        for (const key of boardChanges(before, board)) changedUntil.set(key, Date.now() + highlightMs);
        before = board;
        setState((last) => ({ ...last, ...now(), board, unsettled: trackUnsettled(last.unsettled, board) }));
      },
      onLink(next) {
        setState((last) =>
          next === last.link.state
            ? last
            : { ...last, ...now(), link: { state: next, sinceMs: Date.now() + skewMs } },
        );
      },
    });
    const ticking = setInterval(() => setState((last) => ({ ...last, ...now() })), tickMs);
    return () => {
      clearInterval(ticking);
      disconnect();
    };
  }, []);
  return state;
}
