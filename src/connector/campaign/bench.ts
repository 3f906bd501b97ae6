import { type Indicator, indicatorsFor } from "../../domain/indicators/catalogue.ts";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Random } from "../../runtime/random.ts";
import type { Exchange, PlaceAddress } from "../deliver/exchange.ts";
import type { TargetSettings } from "../deliver/target-settings.ts";
import { keyText, parseKeyText } from "../indicators/canonical-key.ts";
import type { CampaignClient, CampaignRow, Manner } from "./client.ts";
import type { HeldRow } from "./read-place.ts";
import type { CampaignSettings } from "./settings.ts";

/** A campaign cannot go on: what is left is not produced, what was changed is still put back. */
export class CampaignStopped extends Error {
  readonly fr: string;
  /** The target, not the client, is the reason. */
  readonly environment: boolean;
  constructor(fr: string, en: string, environment: boolean) {
    super(en);
    this.fr = fr;
    this.environment = environment;
  }
}

/** What the scenarios share: the client, the place, the indicators, and a ledger of what was changed. */
export interface Bench {
  readonly client: CampaignClient;
  readonly settings: CampaignSettings;
  readonly target: TargetSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly place: PlaceAddress;
  /** Three indicators whose rows can be put back. */
  readonly indicators: readonly [Indicator, Indicator, Indicator];
  /** Rows that the place held before, by key. */
  readonly before: ReadonlyMap<string, HeldRow>;
  /** The place holds the row now, as far as the campaign knows. */
  holds(indicator: Indicator): boolean;
  row(indicator: Indicator, count: number): CampaignRow;
  /**
   * Sends one row and notes what it changed. Throws `CampaignStopped` when the target gives no usable answer, or when
   * a row was there that should not have been.
   */
  send(row: CampaignRow, manner?: Manner, place?: PlaceAddress): Promise<Exchange>;
  /** Records that were changed, each once, with where. */
  changed(): readonly Changed[];
}

export interface Changed {
  readonly place: PlaceAddress;
  readonly row: CampaignRow;
  /** It was there although nobody knew: what it held before is lost, and it is not touched again. */
  readonly lost: boolean;
}

export interface BenchWorld {
  readonly client: CampaignClient;
  readonly target: TargetSettings;
  readonly settings: CampaignSettings;
  readonly place: PlaceAddress;
  readonly before: ReadonlyMap<string, HeldRow>;
  readonly clock: Clock;
  readonly random: Random;
}

/** `IdNatStruct/externalId` in two. */
export function placeAddress(name: string): PlaceAddress {
  const slash = name.indexOf("/");
  return { establishment: name.slice(0, slash), externalId: name.slice(slash + 1) };
}

/** Throws `campaign.place-unusable` when fewer than three indicators of the place can be put back. */
export function createBench(world: BenchWorld): Bench {
  const { client, settings, place, before, clock } = world;
  const usable = indicatorsFor({ nature: settings.nature }).filter(
    ({ key }) => before.get(keyText(key))?.writable ?? true,
  );
  const [first, second, third] = usable;
  if (!first || !second || !third) throw new RaccordError("campaign.place-unusable", placeText(place));
  const changes = new Map<string, Changed>();
  const held = new Set(before.keys());
  const touched = new Set<string>();

  const note = (row: CampaignRow, at: PlaceAddress, exchange: Exchange): void => {
    const key = keyText(row.key);
    const of = `${placeText(at)} ${key}`;
    const done = exchange.calls.some((call) => call.status === 200);
    if (done || exchange.inDoubt) changes.set(of, { place: at, row, lost: false });
    if (at !== place) return;
    const [firstCall] = exchange.calls;
    const surprise = !touched.has(key) && !held.has(key) && firstCall.status === 200;
    touched.add(key);
    if (exchange.decision.kind === "confirmed") {
      if (row.deleted) held.delete(key);
      else held.add(key);
    }
    if (surprise && !row.deleted) {
      changes.set(of, { place: at, row, lost: true });
      throw new CampaignStopped(
        `Le lieu portait déjà ${row.indicatorId}, qui devait manquer : sa valeur d'avant n'est pas connue`,
        `the place already held ${row.indicatorId}, which should have been absent: its value before is not known`,
        false,
      );
    }
  };

  return {
    ...world,
    indicators: [first, second, third],
    holds: ({ key }) => held.has(keyText(key)),
    row: ({ id, key, capacityType }, count) => ({
      indicatorId: id,
      key,
      capacityType,
      sourceType: settings.sourceType,
      count,
      // Whole seconds: the sub-extension is written without fractions.
      updatedAtMs: Math.floor(clock.nowMs() / 1000) * 1000,
    }),
    async send(row, manner, at = place) {
      const sent = await client.send(at, row, manner);
      if ("detail" in sent && !("calls" in sent)) {
        throw new CampaignStopped(
          `Plus de jeton : ${sent.detail}`,
          `no token any more: ${sent.detail}`,
          true,
        );
      }
      note(row, at, sent);
      const { decision } = sent;
      const expected = manner?.fault !== undefined;
      if (!expected && (decision.kind === "retry-later" || decision.kind === "pause-target")) {
        const last = sent.calls.at(-1);
        const detail = sent.detail || (last?.status == null ? last?.answerBody : `HTTP ${last.status}`) || "";
        throw new CampaignStopped(
          `La plate-forme ne répond plus comme il faut : ${detail}`,
          `the platform no longer answers as it should: ${detail}`,
          true,
        );
      }
      return sent;
    },
    changed: () => [...changes.values()],
  };
}

export function placeText({ establishment, externalId }: PlaceAddress): string {
  return `${establishment}/${externalId}`;
}

/** The row that puts a changed record back: its value before, or its deletion. */
export function rowBefore({ place, row }: Changed, bench: Bench): CampaignRow {
  const key = keyText(row.key);
  const held = placeText(place) === placeText(bench.place) ? bench.before.get(key) : undefined;
  if (held === undefined) return { ...row, deleted: true };
  const { capacityType, sourceType, count, updatedAtMs } = held;
  return {
    indicatorId: row.indicatorId,
    key: parseKeyText(key),
    capacityType,
    sourceType,
    count,
    updatedAtMs,
  };
}
