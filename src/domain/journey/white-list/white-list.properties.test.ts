import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JourneyFacts, MoveRecord } from "../facts.ts";
import { about, endedTests, productionCertificate, request } from "../test-support/white-list.ts";
import type { WhiteListAnswer, WhiteListFacts, WhiteListRequest } from "./facts.ts";
import { whiteListLines } from "./lines.ts";
import { requestFaults } from "./request.ts";
import { isOpen, judgedRequests } from "./state.ts";

const finess = ["310000013", "310000039"] as const;
const renewed = { subjectDn: "CN=ror,O=Fictif", fingerprint: "BB" };

type Act =
  | {
      readonly act: "ask";
      readonly add: readonly string[];
      readonly remove: readonly string[];
      readonly renew: boolean;
    }
  | { readonly act: "prepare"; readonly nth: number }
  | { readonly act: "withdraw"; readonly nth: number }
  | { readonly act: "answer"; readonly nth: number; readonly refuse: readonly string[] };

const some = fc.subarray([...finess]);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant("ask" as const), add: some, remove: some, renew: fc.boolean() }),
  fc.record({ act: fc.constant("prepare" as const), nth: fc.nat(5) }),
  fc.record({ act: fc.constant("withdraw" as const), nth: fc.nat(5) }),
  fc.record({ act: fc.constant("answer" as const), nth: fc.nat(5), refuse: some }),
);

const named = (numbers: readonly string[]) => numbers.map((one) => ({ idNatStruct: `1${one}`, name: one }));

/** Plays moves as the server does: what the rules refuse leaves everything as it is. */
function play(facts: JourneyFacts, one: Act, index: number): JourneyFacts {
  const withList = (more: Partial<WhiteListFacts>, record: MoveRecord): JourneyFacts => ({
    ...facts,
    whiteList: { ...facts.whiteList, ...more },
    records: [...facts.records, record],
  });
  if (one.act === "ask") {
    const base: WhiteListRequest = request(`r${index}`, one.add, { remove: named(one.remove) });
    const old = productionCertificate();
    const asked = one.renew ? { ...base, certificate: renewed, replaces: old } : base;
    return requestFaults(facts, asked).length > 0
      ? facts
      : withList(
          { requests: [...facts.whiteList.requests, asked] },
          { ...about(asked.id, "white-list-requested", "2026-11-06"), id: `${index}` },
        );
  }
  const target = judgedRequests(facts)[one.nth];
  if (target === undefined) return facts;
  const { id } = target.request;
  if (one.act === "withdraw") {
    const standing = facts.records.findLast((it) => it.subject === id && it.withdrawnAt === null);
    const records = facts.records.map((it) =>
      it === standing ? { ...it, withdrawnAt: "2026-11-20T00:00:00.000Z" } : it,
    );
    return { ...facts, records };
  }
  if (!isOpen(target.state)) return facts;
  if (one.act === "prepare")
    return target.state.kind === "preparing"
      ? facts
      : withList({}, { ...about(id, "white-list-preparing", "2026-11-09"), id: `${index}` });
  const answer: WhiteListAnswer = {
    recordId: `${index}`,
    feedingUrl: "https://api.example",
    tokenUrl: "https://token.example",
    clientId: "c",
    refused: one.refuse.map((number) => ({ idNatStruct: `1${number}`, reason: "non" })),
  };
  return withList(
    { answers: [...facts.whiteList.answers, answer] },
    { ...about(id, "white-list-confirmed", "2026-11-16"), id: `${index}` },
  );
}

test("whatever is asked, prepared, answered and taken back, the white list holds what its answers opened and nothing else", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      const start = endedTests({}, [], {
        certificates: [productionCertificate(), { ...productionCertificate(), id: "new", ...renewed }],
      });
      const end = acts.reduce(play, start);
      const lines = whiteListLines(end);
      const keys = lines.map((line) => `${line.certificate.fingerprint} ${line.establishment.idNatStruct}`);
      assert.equal(new Set(keys).size, keys.length, "no line twice");
      const judged = judgedRequests(end);
      for (const line of lines) {
        const opener = judged.find(
          ({ request: { certificate, add }, state }) =>
            (state.kind === "confirmed" || state.kind === "partly") &&
            certificate.fingerprint === line.certificate.fingerprint &&
            add.some(({ idNatStruct }) => idNatStruct === line.establishment.idNatStruct) &&
            !(
              state.kind === "partly" &&
              state.refused.some(({ idNatStruct }) => idNatStruct === line.establishment.idNatStruct)
            ),
        );
        assert.ok(opener, "every line was opened by an answer that stands");
      }
      const open = judged.filter(({ state }) => isOpen(state));
      for (const { request: own } of open) {
        const asked = [...own.add, ...own.remove].map(({ idNatStruct }) => idNatStruct);
        const twice = open.filter(
          ({ request: other }) =>
            other.certificate.fingerprint === own.certificate.fingerprint &&
            [...other.add, ...other.remove].some(({ idNatStruct }) => asked.includes(idNatStruct)),
        );
        assert.equal(twice.length, 1, "one open request for one line");
      }
      for (const { state } of judged)
        if (isOpen(state)) assert.ok("due" in state && state.due === "2026-11-16");
    }),
  );
});

test("taking every record back leaves no line and no request", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 10 }), (acts) => {
      const end = acts.reduce(play, endedTests({}));
      const back = end.records.map((record) => ({ ...record, withdrawnAt: "2026-11-20T00:00:00.000Z" }));
      assert.deepEqual(judgedRequests({ ...end, records: back }), []);
      assert.deepEqual(whiteListLines({ ...end, records: back }), []);
    }),
  );
});

test("an establishment that leaves is off the list, and one taken over leaves on its day", () => {
  const both = request("r1", [...finess]);
  const gone = request("r2", [], { remove: named([finess[0]]) });
  const records = [
    about("r1", "white-list-requested", "2026-11-06"),
    about("r1", "white-list-confirmed", "2026-11-16"),
    about("r2", "white-list-requested", "2026-11-17"),
    about("r2", "white-list-confirmed", "2026-11-18"),
  ];
  const left = (facts: JourneyFacts) => whiteListLines(facts).map((line) => line.establishment.idNatStruct);
  const facts = endedTests({ requests: [both, gone] }, records);
  assert.deepEqual(left(facts), [`1${finess[1]}`]);
  const takeovers = [
    { idNatStruct: `1${finess[1]}`, from: "2026-11-28", at: "2026-11-27T10:00:00.000Z", by: "Autre" },
  ];
  const taken = endedTests({ requests: [both, gone], takeovers }, records);
  assert.deepEqual(left(taken), [`1${finess[1]}`]);
  assert.deepEqual(left({ ...taken, today: "2026-11-28" }), []);
});

test("an establishment of another instance, of another supplier or of no list is not asked for", () => {
  const faults = (facts: JourneyFacts, asked: WhiteListRequest) => requestFaults(facts, asked);
  assert.deepEqual(faults(endedTests({}), request("r", ["310000021"])), [
    "whitelist.establishment-not-listed",
  ]);
  assert.deepEqual(faults(endedTests({}), request("r", [])), ["whitelist.nothing-asked"]);
  const proprietary = endedTests({}, [], { kind: "proprietary" });
  assert.deepEqual(faults(proprietary, request("r", [finess[0]])), [
    "whitelist.establishment-of-another-instance",
  ]);
  const others = [{ idNatStruct: `1${finess[0]}`, name: "Site", journey: "Autre" }];
  const shared = endedTests({ others });
  assert.deepEqual(faults(shared, request("r", [finess[0]])), ["whitelist.takeover-day-missing"]);
  assert.deepEqual(faults(shared, request("r", [finess[0]], { takeoverOn: "2026-12-01" })), []);
  assert.deepEqual(faults(shared, request("r", [finess[1]], { takeoverOn: "2026-12-01" })), [
    "whitelist.takeover-without-other",
  ]);
});
