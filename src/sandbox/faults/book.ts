import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Random } from "../../runtime/random.ts";
import type { Fault, FaultParameters } from "./fault.ts";
import { readFaultHeader } from "./header.ts";
import type { FaultEndpoint } from "./names.ts";
import { FaultRule, type FaultRuleInput } from "./rule.ts";
import { faults } from "./table.ts";

/** A call, as far as faults choose by it. */
export interface FaultCall {
  readonly endpoint: FaultEndpoint;
  readonly clientId: string | null;
  readonly place: string | null;
  /** Header `Raccord-Fault` of that call. */
  readonly header: string | undefined;
}

export interface StrikingFault {
  readonly fault: Fault;
  readonly parameters: FaultParameters;
}

export type FaultChoice =
  | { readonly kind: "none" }
  | ({ readonly kind: "fault" } & StrikingFault)
  /** The header asks for what does not exist here; `why` says it. */
  | { readonly kind: "unreadable"; readonly why: string };

/** A rule that is on, with what it has done so far. */
export interface ActiveRule {
  readonly id: number;
  readonly rule: FaultRule & { readonly endpoint: FaultEndpoint };
  readonly matchedCalls: number;
  readonly struckCalls: number;
}

/** The faults of one environment that are switched on. In memory: a new start has those of its settings. */
export interface FaultBook {
  list(): readonly ActiveRule[];
  /** Throws `sandbox.fault-endpoint` when the fault cannot strike there. */
  add(rule: FaultRuleInput): ActiveRule;
  /** False when there is no such rule. */
  remove(id: number): boolean;
  /** Back to the faults of the settings, counted anew. */
  reset(): void;
  clear(): void;
  /** The fault that strikes this call: that of its header, else the first rule that fits; each fit is counted. */
  choose(call: FaultCall): FaultChoice;
}

/** Most rules that are on together. */
const RULES_MAX = 1000;

export function createFaultBook(initial: readonly FaultRuleInput[], random: Random): FaultBook {
  const active: { id: number; rule: ActiveRule["rule"]; matchedCalls: number; struckCalls: number }[] = [];
  let lastId = 0;
  const book: FaultBook = {
    list: () => active.map((it) => ({ ...it })),
    add(input) {
      const rule = FaultRule.parse(input);
      const { endpoints } = faults[rule.fault];
      const endpoint = rule.endpoint ?? endpoints[0];
      if (!endpoints.includes(endpoint)) {
        throw new RaccordError("sandbox.fault-endpoint", `${rule.fault}, ${endpoint}`);
      }
      if (active.length >= RULES_MAX) throw new RaccordError("sandbox.fault-endpoint", `${RULES_MAX} max`);
      lastId += 1;
      const made = { id: lastId, rule: { ...rule, endpoint }, matchedCalls: 0, struckCalls: 0 };
      active.push(made);
      return { ...made };
    },
    remove(id) {
      const index = active.findIndex((it) => it.id === id);
      if (index >= 0) active.splice(index, 1);
      return index >= 0;
    },
    reset() {
      active.length = 0;
      for (const rule of initial) book.add(rule);
    },
    clear() {
      active.length = 0;
    },
    choose(call) {
      if (call.header !== undefined) return fromHeader(call.header, call.endpoint);
      for (const it of active) {
        if (!fits(it.rule, call)) continue;
        it.matchedCalls += 1;
        if (!strikes(it.rule, it.matchedCalls, random)) continue;
        it.struckCalls += 1;
        return { kind: "fault", fault: faults[it.rule.fault], parameters: it.rule };
      }
      return { kind: "none" };
    },
  };
  book.reset();
  return book;
}

function fromHeader(header: string, endpoint: FaultEndpoint): FaultChoice {
  const asked = readFaultHeader(header);
  if (asked.kind === "unreadable") return asked;
  const fault = faults[asked.name];
  return fault.endpoints.includes(endpoint)
    ? { kind: "fault", fault, parameters: asked.parameters }
    : { kind: "unreadable", why: `${fault.name} : ${fault.endpoints.join(", ")}` };
}

function fits({ endpoint, clientId, place }: ActiveRule["rule"], call: FaultCall): boolean {
  return (
    endpoint === call.endpoint &&
    (clientId === undefined || clientId === call.clientId) &&
    (place === undefined || place === call.place)
  );
}

function strikes({ fromCall, calls, probability }: FaultRule, number: number, random: Random): boolean {
  if (number < fromCall || (calls !== undefined && number >= fromCall + calls)) return false;
  return probability >= 1 || random.fraction() < probability;
}
