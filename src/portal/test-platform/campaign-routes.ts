import { z } from "zod";
import { reportFormats } from "../../domain/journey/campaign/report-formats.ts";
import { campaignScenarios } from "../../domain/journey/campaign/scenarios.ts";
import { testConnection } from "../../domain/journey/test-platform.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { writeTrail } from "../audit/trail.ts";
import { changeJourney, factsOf, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import { errorCodeOf, problem } from "../problems.ts";
import type { CampaignClient, ConnectorCampaigns } from "./campaign-client.ts";
import { type CampaignView, campaignStartShape, campaignViewShape } from "./campaign-shapes.ts";
import { ownClient } from "./judge.ts";
import { mayProve } from "./view.ts";

const params = z.strictObject({ journey: z.string().min(1).max(64) });

const mediaTypes = {
  json: "application/json; charset=utf-8",
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
} as const;

/**
 * Campaigns that the connector runs for a file: only towards targets that write as the file's own client, and nobody sees
 * those of another.
 */
export function campaignRoutes(app: TypedApp, world: JourneyWorld, campaigns: CampaignClient): void {
  const clientOf = async (journeyId: string): Promise<string> => {
    const { clientId } = testConnection(await factsOf(world, world.database, journeyId));
    if (clientId === "") throw new RaccordError("tests.client-unknown");
    await ownClient(world.database, journeyId, clientId);
    return clientId;
  };
  app.get(
    "/api/journeys/:journey/campaign",
    { schema: { params, response: { 200: campaignViewShape } } },
    async (request) => {
      const clientId = await clientOf(journeyOf(request).journey.id);
      return campaignView(await campaigns.latest(), clientId);
    },
  );
  app.post(
    "/api/journeys/:journey/campaign",
    { schema: { params, body: campaignStartShape } },
    async (request, reply) => {
      const { journey, roles } = journeyOf(request);
      const person = signedInOrThrow(request);
      const { target } = request.body;
      if (!mayProve(await factsOf(world, world.database, journey.id), roles))
        throw new RaccordError("tests.not-open");
      const clientId = await clientOf(journey.id);
      await campaigns.start({ target, clientId, by: person.name.slice(0, 100) || person.personId });
      await changeJourney(world, journey.id, (transaction) =>
        writeTrail(transaction, {
          atMs: world.clock.nowMs(),
          by: person,
          journeyId: journey.id,
          action: "campaign-begun",
          what: { target, clientId },
          why: "",
        }),
      );
      return reply.code(202).send({});
    },
  );
  app.get(
    "/api/journeys/:journey/campaign/report",
    { schema: { params, querystring: z.strictObject({ format: z.enum(reportFormats).default("json") }) } },
    async (request, reply) => {
      const { format } = request.query;
      const clientId = await clientOf(journeyOf(request).journey.id);
      const { campaign } = await campaigns.latest();
      const report =
        campaign?.clientId === clientId && campaign.state.kind === "ended"
          ? await campaigns.report(format)
          : undefined;
      if (report === undefined) throw new RaccordError("journey.unknown-thing");
      return reply
        .type(mediaTypes[format])
        .header("content-disposition", `attachment; filename="campaign.${format}"`)
        .send(report);
    },
  );
}

function campaignView({ targets, campaign }: ConnectorCampaigns, clientId: string): CampaignView {
  return {
    targets: targets
      .filter((one) => one.clientId === clientId)
      .map(({ name, refusal }) => ({ name, refusal: refusal && refusalWords(refusal) })),
    campaign: campaign?.clientId === clientId ? ownCampaign(campaign) : null,
    scenariosInAll: campaignScenarios.length,
  };
}

function ownCampaign({
  clientId: _,
  state,
  ...rest
}: NonNullable<ConnectorCampaigns["campaign"]>): CampaignView["campaign"] {
  return {
    ...rest,
    state:
      state.kind === "broken-off"
        ? { kind: state.kind, endedAt: state.endedAt, problem: refusalWords(state.refusal) }
        : state,
  };
}

/** A refusal of the connector in the catalogue's words. */
function refusalWords({ code, detail }: { readonly code: string; readonly detail: string }) {
  const known = errorCodeOf(code);
  return known === undefined ? problem("tests.connector-differs", code) : problem(known, detail);
}
