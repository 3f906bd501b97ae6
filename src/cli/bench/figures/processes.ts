import { exampleOptions, hospitalModel } from "../../../simulator/hospital.ts";
import { bedsSheet } from "../../../simulator/hospital-sheets.ts";
import { demonstrationSettings } from "../../demonstration/settings.ts";
import { startNode, startRaccord, usageOf } from "../child-process.ts";
import { type BenchContext, withContext } from "../context.ts";
import type { FigureSource, FigureSpec, Measured, Skipped } from "../figure.ts";
import {
  dropSheet,
  inboxOf,
  startConnectorProcess,
  startSandboxProcess,
  targetOf,
  untilDiffering,
} from "../line.ts";
import { pause } from "../numbers.ts";

const readyAim = { of: "value", atMost: 3000 } as const;
const bareStart = { kind: "ceiling", name: "an empty process of the same runtime", unit: "ms" } as const;
const boundMs = 60_000;

const figures: readonly FigureSpec[] = [
  {
    name: "ready-connector",
    what: "`raccord connector` from its start to its line `ready`",
    unit: "ms",
    reference: bareStart,
    aim: readyAim,
    limit: "most of it is loading modules; TypeScript is read directly",
  },
  {
    name: "ready-sandbox",
    what: "`raccord sandbox`, first start: its authorities and keys are made",
    unit: "ms",
    reference: bareStart,
    aim: readyAim,
    limit: "RSA keys of two authorities, servers and a client are made by chance",
  },
  {
    name: "ready-start",
    what: "`raccord start`, first start: sandbox, connector, page and hospital together",
    unit: "ms",
    reference: bareStart,
    aim: readyAim,
    limit: "RSA keys of an authority, servers and a client are made by chance, then all parts load",
  },
  {
    name: "idle-connector-memory",
    what: "resident memory of a connector with nothing to do",
    unit: "MB",
    reference: { kind: "ceiling", name: "an empty process of the same runtime", unit: "MB" },
    aim: { of: "value", atMost: 150 },
    limit: "modules and the runtime's heap; see the empty process beside it",
  },
  {
    name: "idle-connector-processor",
    what: "processor share of that connector",
    unit: "% of a core",
    reference: { kind: "ceiling", name: "an empty process of the same runtime", unit: "% of a core" },
    aim: { of: "value", atMost: 1 },
    limit: "the folder of sheets is looked at every second",
  },
];

/** Processes as a user starts them: when they are ready, and what a connector costs while nothing happens. */
export const processes: FigureSource = {
  figures,
  async measure(context) {
    const bare = await startNode(context, new URL("../child/bare-process.ts", import.meta.url).pathname);
    const ready = (name: string, value: number): Measured => ({ name, value, reference: bare.readyMs });
    const started = await withContext(context.quick, async (own) => {
      const process = await startRaccord(own, "start", "--port", "0", "--state", own.folder);
      return process.readyMs;
    });
    const twoEnvironments = await withContext(context.quick, async (own) => {
      const process = await startRaccord(own, "sandbox", "--port", "0", "--state", own.folder);
      return process.readyMs;
    });
    const connector = await idleConnector(context);
    const idle = await idleUsage(context, connector.pid, bare.pid);
    return [
      ready("ready-connector", connector.readyMs),
      ready("ready-sandbox", twoEnvironments),
      ready("ready-start", started),
      ...idle,
    ];
  },
};

/** The connector of the example hospital, once everything it could send is accepted. */
async function idleConnector(context: BenchContext): Promise<{ pid: number; readyMs: number }> {
  const hospital = hospitalModel(exampleOptions);
  const places = hospital.places.map(({ nature: _nature, units: _units, ...place }) => place);
  const sandbox = await startSandboxProcess(context, places);
  const inbox = inboxOf(context);
  dropSheet(context, "beds.csv", bedsSheet(hospital));
  const target = targetOf(sandbox, 4);
  const settings = demonstrationSettings(hospital, { target, httpPort: 0, mllpPort: 0, inbox });
  const connector = await startConnectorProcess(context, settings);
  await untilDiffering(connector, "the register to be taken", (count) => count > 0, boundMs);
  await untilDiffering(connector, "everything to be accepted", (count) => count === 0, boundMs);
  return connector.process;
}

async function idleUsage(
  context: BenchContext,
  pid: number,
  barePid: number,
): Promise<(Measured | Skipped)[]> {
  // Kept connections and the collector of memory have their last work after the last call.
  await pause(context.pick(5_000, 2_500));
  const before = [usageOf(pid), usageOf(barePid)] as const;
  const beganMs = performance.now();
  await pause(context.pick(10_000, 4_000));
  const tookMs = performance.now() - beganMs;
  const after = [usageOf(pid), usageOf(barePid)] as const;
  const share = (index: 0 | 1): number =>
    (((after[index]?.processorMs ?? 0) - (before[index]?.processorMs ?? 0)) * 100) / tookMs;
  const [own, bare] = after;
  const names = ["idle-connector-memory", "idle-connector-processor"] as const;
  if (!own || !bare) {
    return names.map((name) => ({
      name,
      skipped: "this system does not tell the use of a process in /proc",
    }));
  }
  return [
    { name: names[0], value: own.residentMb, reference: bare.residentMb },
    {
      name: names[1],
      value: share(0),
      // An empty process uses no tick at all in so short a time: one tick is what could be seen.
      reference: Math.max(share(1), 1000 / tookMs),
      details: { seconds: tookMs / 1000 },
    },
  ];
}
