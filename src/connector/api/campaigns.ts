import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { reportFormats } from "../../domain/journey/campaign/report-formats.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { CampaignDesk } from "../campaign/desk.ts";
import { reportHtml } from "../campaign/report/html.ts";

/** `POST /campaigns`, `GET /campaigns/latest` and its report: tests of the test platform, asked for from a screen. */
export function campaignRoutes(server: FastifyInstance, desk: CampaignDesk): void {
  const api = server.withTypeProvider<ZodTypeProvider>();
  const wanted = z.strictObject({
    target: z.string().min(1).max(63),
    /** Refused when the target writes as another client. */
    clientId: z.string().min(1).max(200),
    by: z.string().trim().min(1).max(100),
  });
  api.post("/campaigns", { schema: { body: wanted } }, async (request, reply) => {
    const { target, clientId, by } = request.body;
    if (!desk.targets().some((one) => one.name === target && one.clientId === clientId))
      return reply.code(404).send({ error: "unknown-target" });
    try {
      return reply.code(202).send(desk.start({ target, by }));
    } catch (error) {
      if (!(error instanceof RaccordError)) throw error;
      return reply.code(409).send({ error: error.code, detail: error.detail });
    }
  });
  api.get("/campaigns/latest", async () => ({
    targets: desk.targets(),
    campaign: desk.latest() ?? null,
  }));
  const format = z.strictObject({ format: z.enum(reportFormats).default("json") });
  api.get("/campaigns/latest/report", { schema: { querystring: format } }, async (request, reply) => {
    const report = desk.report();
    if (report === undefined) return reply.code(404).send({ error: "no-report" });
    switch (request.query.format) {
      case "json":
        return reply.type("application/json; charset=utf-8").send(`${JSON.stringify(report, null, 2)}\n`);
      case "html":
        return reply.type("text/html; charset=utf-8").send(reportHtml(report));
      case "pdf": {
        // Fonts and drawing are large, and most connectors never make a report.
        const { reportPdf } = await import("../campaign/report/pdf.ts");
        return reply.type("application/pdf").send(await reportPdf(report));
      }
    }
  });
}
