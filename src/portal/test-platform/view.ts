import { rorEnvironments } from "../../domain/journey/environments.ts";
import { evaluate, moveRefusal } from "../../domain/journey/evaluate.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import type { Role } from "../../domain/journey/roles.ts";
import { testConnection } from "../../domain/journey/test-platform.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { problem } from "../problems.ts";
import type { JudgedJournal } from "./judge.ts";
import type { TestPlatform } from "./open.ts";
import type { TestPlatformView } from "./shapes.ts";

/** True while the proof of the tests can be recorded by somebody with these roles: the step is open, the terms were read. */
export function mayProve(facts: JourneyFacts, roles: readonly Role[]): boolean {
  const step = evaluate(facts).find(({ definition }) => definition.id === "08");
  const move = step?.definition.moves.find(({ name }) => name === "tests-passed");
  return step !== undefined && move !== undefined && moveRefusal(step, move, facts, roles) === undefined;
}

/** How to connect, and what the journal shows so far; `read` reads it. What keeps it from being read is told in words. */
export async function testPlatformView(
  facts: JourneyFacts,
  roles: readonly Role[],
  platform: TestPlatform | undefined,
  read: () => Promise<JudgedJournal>,
): Promise<TestPlatformView> {
  const { clientId, subjectDns, testsFrom } = testConnection(facts);
  const published = rorEnvironments.find(({ name }) => name === "sandbox");
  const open = mayProve(facts, roles);
  return {
    connection: {
      source: platform === undefined ? "documentation" : "platform",
      tokenUrl: (platform === undefined ? published?.tokenUrl : platform.tokenUrl) ?? null,
      apiUrl: (platform === undefined ? published?.fhirUrl : platform.apiUrl) ?? null,
      clientId: clientId === "" ? null : clientId,
      subjectDns: [...subjectDns],
      testsFrom: testsFrom === "" ? null : testsFrom,
    },
    journal: platform === undefined ? { kind: "none" } : await journalView(read),
    mayProve: open,
    mayRun: open,
  };
}

async function journalView(read: () => Promise<JudgedJournal>): Promise<TestPlatformView["journal"]> {
  try {
    const { exchanges, judgement } = await read();
    const last = exchanges.at(-1);
    return {
      kind: "read",
      exchanges: exchanges.length,
      lastAt: last === undefined ? null : new Date(last.atMs).toISOString(),
      judgement: {
        complete: judgement.complete,
        scenarios: judgement.scenarios.map((one) => ({ ...one, exchanges: [...one.exchanges] })),
        broken: judgement.broken.map((one) => ({ ...one, exchanges: [...one.exchanges] })),
      },
    };
  } catch (error) {
    if (!(error instanceof RaccordError)) throw error;
    return { kind: "unread", problem: problem(error.code, error.detail) };
  }
}
