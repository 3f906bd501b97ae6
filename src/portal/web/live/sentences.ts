import type { Concern, Summary } from "./summary.ts";
import type { Texts } from "./texts.ts";

/** The name of who is asked to act, in words; a name that the page does not know is shown as it is. */
export function audienceText(texts: Texts, audience: string): string {
  return new Map<string, string>(Object.entries(texts.audience)).get(audience) ?? audience;
}

/** One concern as a sentence without its age. */
export function concernText(texts: Texts, concern: Concern): string {
  const { summary } = texts;
  const asked = (audiences: readonly string[]): string =>
    summary.asked(audiences.map((audience) => audienceText(texts, audience)));
  switch (concern.kind) {
    case "portal-down":
      return summary.portalDown;
    case "connector-down":
      return summary.connectorDown;
    case "not-understood":
      return summary.notUnderstood;
    case "target":
      return concern.state === "paused"
        ? summary.targetPaused(concern.name)
        : summary.targetBroken(concern.name);
    case "certificate":
      if (concern.notice === "unreadable") return summary.certificateUnreadable(concern.name);
      return concern.notice === "expired"
        ? summary.certificateEnded(concern.name)
        : summary.certificateEnds(concern.name, concern.daysLeft);
    case "parked":
      return summary.parked(concern.places) + asked(concern.audiences);
    case "refused":
      return summary.refused(concern.figures) + asked(concern.audiences);
    case "silent":
      return summary.silent(concern.feeds);
    case "warm-up":
      return summary.warmUp(concern.feeds);
    case "held":
      return summary.held(concern.figures, concern.places);
    case "waiting":
      return summary.waiting(concern.figures);
    case "sending":
      return summary.sending(concern.figures);
  }
}

/** The instant since which a concern lasts, where it is known. */
export function concernSinceMs(concern: Concern): number | null {
  return "sinceMs" in concern ? concern.sinceMs : null;
}

/** The sentence on top of the page, without its age. */
export function headline(texts: Texts, summary: Summary): string {
  const [first] = summary.concerns;
  if (first !== undefined) return concernText(texts, first);
  if (summary.level === "loading") return texts.page.loading;
  return summary.places === 0 ? texts.summary.noPlace : texts.summary.good(summary.places, summary.confirmed);
}
