import { recordOf } from "../facts.ts";
import type { ListedCertificate, ListedEstablishment } from "./facts.ts";
import { type JudgedRequest, judgedRequests, type WhiteListSource } from "./state.ts";

/** One line of the white list: this certificate may write for this establishment. */
export interface WhiteListLine {
  readonly certificate: ListedCertificate;
  readonly instance: string;
  readonly establishment: ListedEstablishment;
  /** Day of the confirmation, or of the takeover when that is later, YYYY-MM-DD. */
  readonly since: string;
  /** Instant at which the confirmation was recorded, ISO 8601 UTC. */
  readonly recordedAt: string;
  readonly feedingUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
}

/**
 * The white list of a journey as its confirmed requests leave it, in the order in which ANS confirmed them. A renewed
 * certificate takes the lines of the one that it replaces; a takeover ends the line on its day.
 */
export function whiteListLines(facts: WhiteListSource): readonly WhiteListLine[] {
  const order = new Map(facts.records.map((record, index) => [record.id, index]));
  const answered = judgedRequests(facts)
    .flatMap((judged) => {
      const record = recordOf(facts, "white-list-confirmed", judged.request.id);
      const change = record === undefined ? undefined : changeOf(judged, record.at);
      return change === undefined || record === undefined ? [] : [{ change, at: order.get(record.id) ?? 0 }];
    })
    .toSorted((one, other) => one.at - other.at);
  let lines: readonly WhiteListLine[] = [];
  for (const { change } of answered) {
    const { request } = change;
    const gone = new Set(request.remove.map(({ idNatStruct }) => idNatStruct));
    const added = new Set(change.lines.map((line) => line.establishment.idNatStruct));
    lines = [
      ...lines.filter(
        (line) =>
          !(request.replaces !== null && line.certificate.fingerprint === request.replaces.fingerprint) &&
          !(
            line.certificate.fingerprint === request.certificate.fingerprint &&
            (gone.has(line.establishment.idNatStruct) || added.has(line.establishment.idNatStruct))
          ),
      ),
      ...change.lines,
    ];
  }
  const begun = facts.whiteList.takeovers.filter(({ from }) => from <= facts.today);
  return lines.filter(
    ({ establishment, recordedAt }) =>
      !begun.some(({ idNatStruct, at }) => idNatStruct === establishment.idNatStruct && at >= recordedAt),
  );
}

function changeOf({ request, state }: JudgedRequest, recordedAt: string) {
  switch (state.kind) {
    case "declared":
    case "preparing":
    case "impossible":
      return undefined;
    case "confirmed":
    case "partly": {
      const { feedingUrl, tokenUrl, clientId } = state.answer;
      const refused = new Set(
        state.kind === "partly" ? state.refused.map(({ idNatStruct }) => idNatStruct) : [],
      );
      const lines = request.add
        .filter(({ idNatStruct }) => !refused.has(idNatStruct))
        .map(
          (establishment): WhiteListLine => ({
            certificate: request.certificate,
            instance: request.instance,
            establishment,
            since:
              request.takeoverOn !== null && request.takeoverOn > state.on ? request.takeoverOn : state.on,
            recordedAt,
            feedingUrl,
            tokenUrl,
            clientId,
          }),
        );
      return { request, lines };
    }
  }
}
