import assert from "node:assert/strict";
import { test } from "node:test";
import { fictiville } from "../../establishments/test-support/lines.ts";
import { evaluate } from "../evaluate.ts";
import type { AnswerRow, JourneyFacts } from "../facts.ts";
import { noWhiteList } from "../white-list/facts.ts";
import { circleOfTrust } from "./03-circle-of-trust.ts";

type Rows = readonly { readonly id: string; readonly fields: AnswerRow }[];

function factsWith(
  answers: Readonly<Record<string, Rows | AnswerRow>>,
  { moves = [], ...more }: Partial<JourneyFacts> & { readonly moves?: readonly string[] } = {},
): JourneyFacts {
  const sections = Object.entries(answers).map(
    ([name, rows]) =>
      [name, Array.isArray(rows) ? (rows as Rows) : [{ id: "", fields: rows as AnswerRow }]] as const,
  );
  return {
    kind: "saas",
    answers: new Map(sections),
    records: moves.map((move, index) => ({
      id: `r${index}`,
      step: "03",
      move,
      subject: "",
      at: "2026-11-20T10:00:00.000Z",
      by: "anne",
      date: "2026-11-20",
      documentId: null,
      reason: null,
      withdrawnAt: null,
    })),
    establishments: [],
    establishmentVersion: 0,
    certificates: [],
    documents: [],
    modalities: [],
    conditions: [],
    whiteList: noWhiteList,
    today: "2026-11-27",
    ...more,
  };
}

function found(facts: JourneyFacts): string[] {
  return circleOfTrust
    .findings(facts)
    .filter(({ code }) => code !== "move-missing")
    .map(({ severity, code, at }) => `${severity} ${code}${at === undefined ? "" : ` ${at.field}`}`);
}

const direct = { region: "44", modality: "direct", date: "2026-11-02", proof: "courriel" } as const;
const eai = { ...direct, modality: "eai" } as const;
const listed = { establishments: [fictiville(1)], establishmentVersion: 1, modalities: [direct] };

test("an empty file says what is missing and asks for the conditions that nobody published", () => {
  assert.deepEqual(found(factsWith({})), ["missing no-establishment", "ask conditions-unknown"]);
});

test("a line with an error keeps the list open, a wrong FINESS key only warns", () => {
  const wrongKey = fictiville(2, { finessEg: "540002699" });
  assert.deepEqual(
    found(factsWith({}, { ...listed, establishments: [fictiville(1), wrongKey] })).slice(0, 2),
    ["warning list-warnings", "ok establishments-listed"],
  );
  const withoutEg = fictiville(2, { finessEg: "" });
  const facts = factsWith(
    {},
    { ...listed, establishments: [fictiville(1), withoutEg], establishmentVersion: 0 },
  );
  assert.deepEqual(found(facts).slice(0, 2), ["missing list-errors", "missing list-not-frozen"]);
});

test("each region says how it feeds; what was not recorded is asked, never assumed", () => {
  const of = (more: Partial<JourneyFacts>, rows: Rows = []) =>
    found(factsWith({ regions: rows }, { ...listed, ...more })).filter((one) =>
      /modality|grades|eai|region/.test(one),
    );
  assert.deepEqual(of({ modalities: [] }), ["ask modality-to-be-confirmed"]);
  assert.deepEqual(of({}), ["ok modality-direct"]);
  assert.deepEqual(of({ modalities: [eai] }), ["missing grades-to-contact"]);
  const contacted = [{ id: "44", fields: { "grades-contacted-on": "2026-11-10" } }];
  assert.deepEqual(of({ modalities: [eai] }, contacted), ["ok grades-contacted"]);
  assert.deepEqual(of({ modalities: [eai], kind: "regional-eai" }), ["ok modality-eai"]);
  assert.deepEqual(of({ kind: "regional-eai" }), ["ask eai-in-direct-region"]);
  const nowhere = fictiville(1, { region: "", department: "978" });
  assert.deepEqual(of({ establishments: [nowhere] }), ["warning region-unknown"]);
});

test("a modality that the GRADeS gave by e-mail counts with its day and the uploaded answer, until the region speaks", () => {
  const answer = {
    id: "d1",
    step: "03",
    kind: "region-answer",
    name: "réponse.pdf",
    uploadedAt: "2026-11-10T09:00:00Z",
  } as const;
  const of = (fields: Record<string, string>, more: Partial<JourneyFacts> = {}) =>
    found(factsWith({ regions: [{ id: "44", fields }] }, { ...listed, modalities: [], ...more })).filter(
      (one) => /modality|grades/.test(one),
    );
  const [documents, said] = [[answer], { "modality-said": "direct", "modality-said-on": "2026-11-10" }];
  assert.deepEqual(of({ "modality-said": "direct" }, { documents }), ["missing modality-declared-date"]);
  assert.deepEqual(of({ ...said, "modality-said-on": "2999-01-01" }, { documents }), [
    "missing modality-declared-day-to-come",
  ]);
  assert.deepEqual(of(said), ["missing modality-declared-document"]);
  assert.deepEqual(of(said, { documents: [{ ...answer, step: "mapping" }] }), [
    "missing modality-declared-document",
  ]);
  assert.deepEqual(of(said, { documents }), ["ok modality-direct", "warning modality-declared"]);
  const viaEai = { ...said, "modality-said": "eai" };
  assert.deepEqual(of(viaEai, { documents, kind: "regional-eai" }), [
    "ok modality-eai",
    "warning modality-declared",
  ]);
  assert.deepEqual(of(viaEai, { documents }), ["missing grades-to-contact", "warning modality-declared"]);
  assert.deepEqual(of(viaEai, { documents, modalities: [direct] }), ["ok modality-direct"]);
});

test("each condition is met with its evidence, or not met, or still open", () => {
  const conditions = ["a", "b", "c"].map((id) => ({ id, textFr: id, textEn: id }));
  const rows = [
    { id: "a", fields: { met: "met", evidence: "convention signée" } },
    { id: "b", fields: { met: "met", evidence: "" } },
  ];
  const of = (more: Rows) =>
    found(factsWith({ "conditions-met": [...rows, ...more] }, { ...listed, conditions })).filter((one) =>
      one.includes("conditions"),
    );
  assert.deepEqual(of([]), ["missing conditions-open", "missing conditions-unproved"]);
  assert.deepEqual(of([{ id: "c", fields: { met: "not-met" } }]), [
    "missing conditions-unproved",
    "missing conditions-not-met",
  ]);
});

test("restricted reading asks for the number of regions; feeding alone and open data do not", () => {
  const of = (fields: AnswerRow) =>
    found(factsWith({ application: fields }, listed)).filter((one) => /circle|profile|restricted/.test(one));
  for (const profile of ["none", "0", ""]) assert.deepEqual(of({ "reading-profile": profile }), [], profile);
  assert.deepEqual(of({ "reading-profile": "2" }), ["missing field-required restricted-reading-regions"]);
  assert.deepEqual(of({ "reading-profile": "2", "restricted-reading-regions": "one" }), [
    "ask regional-circle",
  ]);
  assert.deepEqual(of({ "reading-profile": "to-ask", "restricted-reading-regions": "several" }), [
    "ask reading-profile-to-ask",
  ]);
});

test("who acts for a third party uploads the signed charter", () => {
  const application = { "third-party": "yes" };
  assert.ok(found(factsWith({ application }, listed)).includes("missing charter-unsigned"));
  const charter = { id: "d", step: "03", kind: "charter", name: "charte.pdf", uploadedAt: "" } as const;
  const signed = factsWith({ application }, { ...listed, documents: [charter] });
  assert.ok(!found(signed).includes("missing charter-unsigned"));
});

test("the signatory is compared with the legal representative of step 00", () => {
  const contacts = [{ id: "1", fields: { name: "Élodie  Fictive", part: "legal-representative" } }];
  const of = (signatory: string) =>
    found(factsWith({ contacts, application: { signatory } }, listed)).filter((one) =>
      one.includes("signatory"),
    );
  assert.deepEqual(of("elodie fictive"), ["ok signatory-is-representative"]);
  assert.deepEqual(of("Bruno Essai"), ["warning signatory-differs"]);
  assert.deepEqual(of(""), []);
});

test("it waits for the committee, then for ANS; a reserve is the supplier's to answer", () => {
  const waits = (...moves: string[]) => circleOfTrust.waitingFor(factsWith({}, { moves }));
  assert.equal(waits(), undefined);
  assert.equal(waits("application-sent"), "committee");
  assert.equal(waits("application-sent", "opinion-reserved"), undefined);
  assert.equal(waits("application-sent", "opinion-reserved", "opinion-favourable"), "ans");
  assert.equal(waits("application-sent", "opinion-favourable", "access-received"), undefined);
  const reserved = factsWith({}, { ...listed, moves: ["application-sent", "opinion-reserved"] });
  assert.ok(found(reserved).includes("missing opinion-to-answer"));
});

test("what was granted is compared with what was asked, and the client identifier is asked for", () => {
  const facts = factsWith(
    { application: { "reading-profile": "1" }, "committee-answer": { "granted-profile": "2" } },
    { ...listed, moves: ["application-sent", "opinion-favourable", "access-received"] },
  );
  const said = found(facts);
  assert.ok(said.includes("warning profile-differs"));
  assert.ok(said.includes("warning client-id-unknown"));
});

test("a whole file ends the step", () => {
  const application = {
    purpose: "Alimenter les disponibilités",
    signatory: "Élodie Fictive",
    "signatory-title": "Directrice",
    "signatory-email": "elodie@fictiville.example",
    "third-party": "no",
    "reading-profile": "none",
  };
  const moves = [
    "application-signed",
    "list-signed",
    "application-sent",
    "opinion-favourable",
    "access-received",
  ];
  const facts = factsWith({ application, "committee-answer": { "client-id": "x" } }, { ...listed, moves });
  assert.equal(evaluate(facts).find(({ definition }) => definition.id === "03")?.state, "done");
});
