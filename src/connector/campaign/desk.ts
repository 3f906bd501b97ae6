import {
  type CampaignReport,
  judgeReport,
  type ScenarioResult,
} from "../../domain/journey/campaign/report.ts";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import type { TargetSettings } from "../deliver/target-settings.ts";
import type { ConnectorSettings } from "../settings.ts";
import { checkCampaign, runCampaign } from "./run.ts";

/** A target of the settings, and what keeps a campaign from it. */
export interface CampaignTarget {
  readonly name: string;
  readonly clientId: string;
  readonly refusal: CampaignRefusal | null;
}

/** A code of the catalogue with what was found. */
export interface CampaignRefusal {
  readonly code: RaccordError["code"];
  readonly detail: string;
}

/** The campaign that was begun last. */
export interface CampaignProgress {
  readonly id: string;
  readonly target: string;
  readonly clientId: string;
  /** Who asked for it. */
  readonly by: string;
  readonly startedAt: string;
  readonly state:
    | { readonly kind: "running" }
    | {
        readonly kind: "ended";
        readonly endedAt: string;
        readonly ended: CampaignReport["ended"];
        /** Good as a proof of step 08. */
        readonly good: boolean;
      }
    | { readonly kind: "broken-off"; readonly endedAt: string; readonly refusal: CampaignRefusal };
  /** Those that were played, in order, without their exchanges. */
  readonly scenarios: readonly Omit<ScenarioResult, "exchanges">[];
}

/** Campaigns that are begun from a screen: one at a time, the last one kept while the connector runs. */
export interface CampaignDesk {
  targets(): readonly CampaignTarget[];
  /** `undefined`: no such target. Throws RaccordError `campaign.…` with the reason why it is not begun. */
  start(wanted: { readonly target: string; readonly by: string }): CampaignProgress | undefined;
  latest(): CampaignProgress | undefined;
  /** The report of the campaign that ended last; `undefined` while there is none. */
  report(): CampaignReport | undefined;
  /** Asks a running campaign to stop, and waits until what it changed is put back. */
  close(): Promise<void>;
}

/** Opens the desk over the targets of a connector, whose own places no campaign touches. */
export function openCampaignDesk(
  settings: Pick<ConnectorSettings, "targets" | "places">,
  world: { readonly clock: Clock; readonly random: Random; readonly log: Log },
): CampaignDesk {
  const { clock, random, log } = world;
  let latest: CampaignProgress | undefined;
  let report: CampaignReport | undefined;
  let running: Promise<void> = Promise.resolve();
  let isClosing = false;
  const now = (): string => new Date(clock.nowMs()).toISOString();
  const fed = new Set(settings.places.map((one) => `${one.target} ${one.idNatStruct}/${one.externalId}`));
  const check = (target: TargetSettings): void => {
    const { place } = checkCampaign({ target });
    // The connector's own requests and those of the campaign would answer each other.
    if (fed.has(`${target.name} ${place}`)) throw new RaccordError("campaign.place-fed", place);
  };
  const run = async (target: TargetSettings): Promise<void> => {
    const update = (change: Partial<CampaignProgress>): void => {
      if (latest !== undefined) latest = { ...latest, ...change };
    };
    try {
      const end = await runCampaign({
        target,
        world: { clock, random },
        stopAsked: () => isClosing,
        onResult({ exchanges: _, ...result }) {
          update({ scenarios: [...(latest?.scenarios ?? []), result] });
        },
      });
      report = end.report;
      const { ended } = end.report;
      update({ state: { kind: "ended", endedAt: now(), ended, good: judgeReport(end.report).good } });
    } catch (error) {
      log.error({ err: error, target: target.name }, "a campaign of tests was broken off");
      update({
        state: { kind: "broken-off", endedAt: now(), refusal: refusalOf(error, "campaign.broken-off") },
      });
    }
  };
  return {
    targets: () =>
      settings.targets.map((target) => ({
        name: target.name,
        clientId: target.clientId,
        refusal: refusalBy(() => check(target)),
      })),
    start({ target: name, by }) {
      const target = settings.targets.find((one) => one.name === name);
      if (target === undefined) return undefined;
      if (latest?.state.kind === "running") throw new RaccordError("campaign.running", latest.target);
      check(target);
      report = undefined;
      latest = {
        id: random.hex(8),
        target: name,
        clientId: target.clientId,
        by,
        startedAt: now(),
        state: { kind: "running" },
        scenarios: [],
      };
      running = run(target);
      return latest;
    },
    latest: () => latest,
    report: () => report,
    async close() {
      isClosing = true;
      await running;
    },
  };
}

function refusalBy(check: () => void): CampaignRefusal | null {
  try {
    check();
    return null;
  } catch (error) {
    // What is no refusal of ours is a certificate that the file system or the parser did not give.
    return refusalOf(error, "delivery.credential-unreadable");
  }
}

function refusalOf(error: unknown, otherwise: RaccordError["code"]): CampaignRefusal {
  return error instanceof RaccordError
    ? { code: error.code, detail: error.detail }
    : { code: otherwise, detail: "" };
}
