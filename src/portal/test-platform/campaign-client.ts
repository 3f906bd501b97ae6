import { z } from "zod";
import type { ReportFormat } from "../../domain/journey/campaign/report-formats.ts";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { createHttpClient, type HttpReply } from "../../runtime/http-client.ts";
import type { Log } from "../../runtime/log.ts";
import type { Closers } from "../../runtime/shutdown.ts";
import { errorCodeOf } from "../problems.ts";
import { connectorCampaignShape, connectorCampaignsShape } from "./campaign-shapes.ts";

export type ConnectorCampaigns = z.infer<typeof connectorCampaignsShape>;

/**
 * Campaigns of the connector, over its HTTP API. Each call throws RaccordError `tests.connector-away` or
 * `tests.connector-differs` when it is not answered as agreed.
 */
export interface CampaignClient {
  latest(): Promise<ConnectorCampaigns>;
  /** Throws RaccordError `campaign.…` with the connector's reason, `journey.unknown-thing` for a target of another client. */
  start(wanted: { readonly target: string; readonly clientId: string; readonly by: string }): Promise<void>;
  /** The last report, as bytes; `undefined` while there is none. */
  report(format: ReportFormat): Promise<Buffer | undefined>;
}

const timeoutMs = 10_000;
const answerMaxBytes = 16_777_216;
const refusedShape = z.strictObject({ error: z.string(), detail: z.string() });

/** `connectorUrl` without a final slash. */
export function createCampaignClient(
  connectorUrl: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  closers: Closers,
): CampaignClient {
  const http = createHttpClient({ clock, connectionsMax: 4, connectTimeoutMs: 5_000 });
  closers.add("campaigns of the connector", () => http.close());
  const call = async (
    method: "GET" | "POST",
    path: string,
    body?: object,
  ): Promise<HttpReply & { readonly kind: "answer" }> => {
    const reply = await http.send({
      method,
      url: connectorUrl + path,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
      timeoutMs,
      answerMaxBytes,
      answerEncoding: "latin1",
    });
    if (reply.kind === "lost") {
      log.warn({ path, detail: reply.detail }, "connector did not answer about campaigns");
      throw new RaccordError("tests.connector-away");
    }
    if (reply.cut) throw differs(`${path}: > ${answerMaxBytes}`);
    return reply;
  };
  return {
    async latest() {
      const reply = await call("GET", "/campaigns/latest");
      if (reply.status !== 200) throw differs(`status ${reply.status}`);
      return read(connectorCampaignsShape, reply.body);
    },
    async start(wanted) {
      const reply = await call("POST", "/campaigns", wanted);
      if (reply.status === 404) throw new RaccordError("journey.unknown-thing", wanted.target);
      if (reply.status === 409) {
        const { error, detail } = read(refusedShape, reply.body);
        throw new RaccordError(errorCodeOf(error) ?? "tests.connector-differs", detail);
      }
      if (reply.status !== 202) throw differs(`status ${reply.status}`);
      read(connectorCampaignShape, reply.body);
    },
    async report(format) {
      const reply = await call("GET", `/campaigns/latest/report?format=${format}`);
      if (reply.status === 404) return undefined;
      if (reply.status !== 200) throw differs(`status ${reply.status}`);
      return Buffer.from(reply.body, "latin1");
    },
  };
}

function differs(detail: string): RaccordError {
  return new RaccordError("tests.connector-differs", detail);
}

function read<Shape extends z.ZodType>(shape: Shape, body: string): z.output<Shape> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body, "latin1").toString("utf8"));
  } catch {
    throw differs("not JSON");
  }
  const checked = shape.safeParse(json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw differs(`${issue?.path.join(".")}: ${issue?.message}`);
}
