import {
  type CampaignReport,
  type ScenarioOutcome,
  type ScenarioResult,
  scenarioResult,
} from "../../domain/journey/campaign/report.ts";
import { campaignScenarios } from "../../domain/journey/campaign/scenarios.ts";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Random } from "../../runtime/random.ts";
import { subjectDn } from "../../trust/subject-dn.ts";
import { readLeaf } from "../deliver/credentials.ts";
import type { TargetSettings } from "../deliver/target-settings.ts";
import { type Bench, CampaignStopped, createBench, placeAddress } from "./bench.ts";
import { type CampaignClient, openCampaignClient } from "./client.ts";
import { isNationalHost, productionSign } from "./production.ts";
import type { HeldRow } from "./read-place.ts";
import { notProduced } from "./scenarios/outcome.ts";
import { scenarioTable } from "./scenarios/table.ts";
import { type CampaignSettings, campaignSettings } from "./settings.ts";

export interface CampaignOptions {
  readonly target: TargetSettings;
  /** Instead of the place of the settings. */
  readonly place?: string;
  readonly world: { readonly clock: Clock; readonly random: Random };
  /** What the place holds before anything is changed; `undefined` without a reader. Told once. */
  readonly onBefore?: (rows: readonly HeldRow[] | undefined) => void;
  /** Each result as soon as it is there. */
  readonly onResult?: (result: ScenarioResult) => void;
  /** True once a person asked to stop: nothing new is begun, what was changed is put back. */
  readonly stopAsked?: () => boolean;
}

export interface CampaignEnd {
  readonly report: CampaignReport;
  /** The target is at fault, not the client. */
  readonly environment: boolean;
}

/**
 * Runs every scenario of the test platform against one target, with the connector's own client, one after the other,
 * and puts back what it changed (onboarding step 08).
 *
 * Throws before any call: `campaign.production-target`, `campaign.no-place`, `campaign.fault-headers`, and
 * `delivery.credential-unreadable`. Before anything is written: `campaign.cannot-read`, `campaign.place-unusable`.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignEnd> {
  const { target, world } = options;
  const { settings, place } = checkCampaign(options);
  const startedAt = isoNow(world.clock);
  const client = openCampaignClient(target, world.clock);
  try {
    const results: ScenarioResult[] = [];
    const report = (ended: CampaignReport["ended"]): CampaignReport => ({
      format: "raccord-campaign-report",
      version: 1,
      startedAt,
      endedAt: isoNow(world.clock),
      target: {
        name: target.name,
        tokenUrl: target.tokenUrl,
        apiBase: target.apiBase,
        clientId: target.clientId,
        subjectDn: target.certificate === undefined ? null : subjectDn(readLeaf(target.certificate)),
      },
      place,
      ended,
      scenarios: results,
    });
    const before = await client.read(placeAddress(place));
    // What was read before belongs to no scenario.
    client.taken();
    options.onBefore?.(before && [...before.values()]);
    const bench = createBench({
      ...world,
      client,
      target,
      settings,
      place: placeAddress(place),
      before: before ?? new Map(),
    });
    const stop = await playAll(options, bench, client, results);
    return {
      report: report(stop === undefined ? "complete" : "interrupted"),
      environment: stop?.environment ?? false,
    };
  } finally {
    await client.close();
  }
}

/**
 * Whether a campaign may be run, and where. Throws `campaign.production-target`, `campaign.no-place`,
 * `campaign.place-not-known`, `campaign.fault-headers`, and whatever keeps a certificate from being read.
 */
export function checkCampaign({ target, place: asked }: Pick<CampaignOptions, "target" | "place">): {
  readonly settings: CampaignSettings;
  readonly place: string;
} {
  const settings = target.campaign ?? campaignSettings.parse({});
  const sign = productionSign(target);
  if (sign !== undefined) throw new RaccordError("campaign.production-target", `${target.name}: ${sign.en}`);
  const place = asked ?? settings.place;
  if (place === undefined) throw new RaccordError("campaign.no-place", target.name);
  if (target.reader === undefined && !settings.placeIsEmpty) {
    throw new RaccordError("campaign.place-not-known", place);
  }
  if (settings.faultHeaders && (isNationalHost(target.apiBase) || isNationalHost(target.tokenUrl))) {
    throw new RaccordError("campaign.fault-headers", target.name);
  }
  return { settings, place };
}

async function playAll(
  options: CampaignOptions,
  bench: Bench,
  client: CampaignClient,
  results: ScenarioResult[],
): Promise<CampaignStopped | undefined> {
  let stop: CampaignStopped | undefined;
  for (const { id } of campaignScenarios) {
    let outcome: ScenarioOutcome;
    if (options.stopAsked?.()) stop ??= stoppedByPerson();
    try {
      outcome =
        stop === undefined || id === "put-back"
          ? await scenarioTable[id](bench)
          : notProduced(`Non joué : ${stop.fr}.`, `not played: ${stop.message}.`);
      if (id === "token" && outcome.verdict !== "passed") stop = withoutToken();
    } catch (error) {
      // Whatever happens, what was changed must still be put back.
      stop = error instanceof CampaignStopped ? error : stoppedByFault(error);
      const verdict = stop.environment ? "not-produced" : "failed";
      outcome = { verdict, fr: `${stop.fr}.`, en: `${stop.message}.` };
    }
    const result = scenarioResult(id, outcome, client.taken());
    results.push(result);
    options.onResult?.(result);
  }
  return stop;
}

function stoppedByPerson(): CampaignStopped {
  return new CampaignStopped("arrêt demandé", "a stop was asked for", true);
}

function stoppedByFault(error: unknown): CampaignStopped {
  const what = error instanceof Error ? error.message : String(error);
  return new CampaignStopped(`défaut de Raccord : ${what}`, `a fault of Raccord: ${what}`, false);
}

function withoutToken(): CampaignStopped {
  return new CampaignStopped(
    "sans jeton rien ne peut être envoyé",
    "nothing can be sent without a token",
    false,
  );
}

function isoNow(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
