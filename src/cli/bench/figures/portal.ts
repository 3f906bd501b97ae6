import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import { z } from "zod";
import { demonstrationPeople } from "../../../portal/demonstration/people.ts";
import type { PortalSettings } from "../../../portal/settings.ts";
import { serverCertificate } from "../certificate.ts";
import { type ReadyProcess, startRaccord, type Usage, usageOf } from "../child-process.ts";
import type { BenchContext } from "../context.ts";
import type { FigureSource, Measured } from "../figure.ts";
import { dropSheet, endWarmUp, inboxOf, nobody, startConnectorProcess } from "../line.ts";
import { percentile, type Rate, ratesInTurns } from "../numbers.ts";
import { beginDay, type Day } from "../portal/day.ts";
import { firstPageScripts, type SentScript } from "../portal/first-page.ts";
import { signInAs } from "../portal/visitor.ts";
import { startEmptyServers } from "../sandbox-load.ts";
import { smallHospital, smallRegister } from "../small-hospital.ts";

const users = 50;
/** Places on the live board. */
const places = 40;
/** One address stands for fifty people here; the limits of a single address are not what is measured. */
const limits = { signInsPerMinuteMax: 100_000, callsPerMinuteMax: 1_000_000 };
const limit =
  "one process evaluates journeys and keeps the database in turn: every call waits for those before it";
const Ready = z.object({ portal: z.url() });

/** Fifty people at once on a portal of its own, whose board is that of a real connector. */
export const portal: FigureSource = {
  figures: [
    {
      name: "portal-users-p95",
      what: "50 signed-in people, each calling again as soon as answered: lists, journeys, steps, fields saved, establishments, board; 95th percentile",
      unit: "ms",
      reference: { kind: "ceiling", name: "the same callers on an empty handler, p95", unit: "ms" },
      aim: { of: "value", atMost: 200 },
      limit,
    },
    {
      name: "portal-users-calls",
      what: "calls answered under that load",
      unit: "calls/s",
      reference: { kind: "ceiling", name: "the same callers on an empty handler", unit: "calls/s" },
      limit,
    },
    {
      name: "portal-first-page",
      what: "script that a browser loads before the first page stands, as it travels",
      unit: "kB",
      reference: { kind: "ceiling", name: "the same scripts without compression", unit: "kB" },
      aim: { of: "value", atMost: 250 },
      limit: "the libraries of the pages: React, Mantine, router, queries, forms, texts",
    },
  ],
  async measure(context) {
    const process = await startPortalProcess(context);
    const url = Ready.parse(process.ready).portal;
    const days: Day[] = [];
    for (let user = 0; user < users; user += 1) days.push(await newDay(context, url, user));
    const { http } = await startEmptyServers(context, await serverCertificate(context));
    const empty = new Pool(`http://127.0.0.1:${http}`, { connections: users, pipelining: 1 });
    context.closers.add("connections to the empty handler", () => empty.destroy());
    const byPage = new Map<string, number[]>();
    let warm = false;
    let answered = 0;
    const beganWith = usageOf(process.pid);
    const [rate, ceiling] = await ratesInTurns(
      users,
      { warmUpMs: context.pick(2000, 1000), turns: context.pick(4, 1), turnMs: context.pick(3000, 1500) },
      [
        async (user) => {
          const beganMs = performance.now();
          const page = (await days[user]?.next()) ?? "";
          answered += 1;
          if (!warm) return;
          const latencies = byPage.get(page) ?? [];
          byPage.set(page, latencies);
          latencies.push(performance.now() - beganMs);
        },
        async () => {
          // Its own warm-up comes after that of the portal, before anything counts.
          warm = true;
          const answer = await empty.request({ method: "GET", path: "/" });
          await answer.body.text();
        },
      ],
    );
    return [
      {
        name: "portal-users-p95",
        value: rate.p95Ms,
        reference: ceiling.p95Ms,
        details: { ...spread(rate), ...p95OfPages(byPage), ...processorOf(process, beganWith, answered) },
      },
      { name: "portal-users-calls", value: rate.perSecond, reference: ceiling.perSecond },
      weight(await firstPageScripts(url)),
    ];
  },
};

async function startPortalProcess(context: BenchContext): Promise<ReadyProcess> {
  dropSheet(context, "beds.csv", smallRegister(places));
  const hospital = smallHospital(places, inboxOf(context), nobody);
  const connector = await startConnectorProcess(context, hospital);
  await endWarmUp(connector, "gam");
  const settings: PortalSettings = {
    port: 0,
    connectorUrl: connector.http,
    certificates: { checkOnline: false },
    signIn: limits,
  };
  const config = join(context.folder, "portal.config.json");
  writeFileSync(config, JSON.stringify({ portal: settings }));
  const state = join(context.folder, "portal");
  return startRaccord(context, "portal", "--config", config, "--state", state);
}

/** Users share the invented people between them; each has a session and a file of his or her own. */
async function newDay(context: BenchContext, url: string, user: number): Promise<Day> {
  const person = demonstrationPeople[user % demonstrationPeople.length];
  const visitor = await signInAs(context, url, person?.id ?? "");
  return beginDay(visitor, `Banc ${user + 1}`, user);
}

function weight(scripts: readonly SentScript[]): Measured {
  const kilobytes = (of: "sentBytes" | "scriptBytes"): number =>
    scripts.reduce((sum, script) => sum + script[of], 0) / 1000;
  return {
    name: "portal-first-page",
    value: kilobytes("sentBytes"),
    reference: kilobytes("scriptBytes"),
    details: { scripts: scripts.length },
  };
}

function spread({ p50Ms, p99Ms, maxMs, count }: Rate): Record<string, number> {
  return { calls: count, p50Ms, p99Ms, maxMs };
}

function p95OfPages(byPage: ReadonlyMap<string, readonly number[]>): Record<string, number> {
  return Object.fromEntries([...byPage].map(([page, all]) => [`${page}P95Ms`, percentile(all, 0.95)]));
}

/** What one call costs the portal's process, which others on the machine change less than its time. */
function processorOf(
  { pid }: ReadyProcess,
  before: Usage | undefined,
  calls: number,
): Record<string, number> {
  const after = usageOf(pid);
  if (before === undefined || after === undefined || calls === 0) return {};
  return { processorMsPerCall: (after.processorMs - before.processorMs) / calls };
}
