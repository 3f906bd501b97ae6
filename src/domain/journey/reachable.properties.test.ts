import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluate, moveRefusal } from "./evaluate.ts";
import type { CertificateFact, EstablishmentFact, JourneyFacts, MoveRecord, SupplierKind } from "./facts.ts";
import { supplierKinds } from "./facts.ts";
import { indicatorRows } from "./indicator-rows.ts";
import { roles } from "./roles.ts";
import { closeRounds } from "./rounds.ts";
import type { StepId } from "./step.ts";
import { steps } from "./steps/table.ts";
import { answersOf, emptyFacts, recordsOf } from "./test-support/facts.ts";

const finess = { ej: "310000005", eg: "310000013" };
const establishment: EstablishmentFact = {
  id: "e1",
  legalEntityName: "CH de Fictiville",
  finessEj: finess.ej,
  siren: "",
  name: "Site nord",
  finessEg: finess.eg,
  siret: "",
  department: "31",
  region: "76",
  places: "12",
  contact: "",
};
const certificate = (environment: "test" | "production", instance: string): CertificateFact => ({
  id: `${environment}-${instance}`,
  environment,
  role: "writer",
  instance,
  subjectDn: `CN=${environment}`,
  fingerprint: environment,
  notAfter: "2029-01-01T00:00:00.000Z",
  verdicts: [],
});

/** Everything that people type and upload, by the branches that they can take. */
function complete(
  kind: SupplierKind,
  branch: {
    contract: string;
    card: string;
    delegated: string;
    mode: string;
    route: string;
    testCard: string;
  },
): JourneyFacts {
  const { contract, card, delegated, mode, route, testCard } = branch;
  const person = { name: "Alix", email: "alix@fictiville.example", phone: "0102030405" };
  const signing = { signatory: "Alix", "signatory-email": person.email, "signatory-phone": person.phone };
  const answers = answersOf({
    organisation: {
      kind,
      name: "Lits Clairs",
      siret: "99990000400006",
      department: "31",
      solution: "Lits",
    },
    contacts: [{ ...person, part: "project-lead" }],
    instances: [
      {
        instance: "i1",
        "legal-entity": "CH",
        "finess-ej": finess.ej,
        establishment: "Site nord",
        "finess-eg": finess.eg,
      },
    ],
    conformity: { "model-version": "3.0.1" },
    technical: { "id-nat-struct": `1${finess.eg}`, "external-id": "MED-1", "guide-version": "0.7.0" },
    application: {
      ...signing,
      purpose: "Alimenter",
      "signatory-title": "Directeur",
      "third-party": "no",
      "reading-profile": "none",
    },
    "test-material": {
      "structure-id": "siret",
      requester: "Alix",
      "requester-email": person.email,
      "requester-phone": person.phone,
      "delivery-address": "1 rue Fictive",
      "has-test-card": testCard,
      "test-card-number": "8",
      "auth-cli-ticked": "yes",
      "ror-named": "yes",
      "signed-and-stamped": "yes",
    },
    contract: {
      "has-contract": contract,
      "has-card": card,
      "structure-id": "siret",
      "legal-representative": "Alix",
      "contract-number": "C-1",
      "contract-date": "2026-01-05",
      "card-number": "8",
      "card-expiry": "2029-01-01",
    },
    delegation: { delegated },
    "card-holders": [{ name: "Tom", "has-card": "no", "card-number": "9" }],
    designation: {
      ...signing,
      mode,
      route,
      "signatory-card-number": "8",
      "certificate-type": "org-auth-cli",
      "structure-id": "siret",
      project: "ROR",
      editor: "Lits Clairs",
      "declarations-ticked": "yes",
    },
    administrators: [{ ...person, "first-name": "Alix", "card-number": "8", employer: "own" }],
    designations: [
      {
        "finess-ej": finess.ej,
        administrator: "Alix",
        "asked-on": "2026-01-05",
        "confirmed-on": "2026-01-06",
      },
    ],
    "certificate-plan": { mailbox: "certificats@fictiville.example" },
    mapping: [
      {
        unit: "MED",
        "finess-eg": finess.eg,
        "external-id": "MED-1",
        "asked-on": "2026-01-05",
        "assigned-on": "2026-01-06",
      },
    ],
  });
  return emptyFacts({
    kind,
    answers: new Map([
      ...answers,
      [
        "indicators",
        indicatorRows.map(({ id }) => ({ id, fields: { fed: "fed", definition: "same", origin: "ADT" } })),
      ],
    ]),
    establishments: [establishment],
    establishmentVersion: 1,
    modalities: [{ region: "76", modality: "direct", date: "2026-01-05", proof: "lettre" }],
    certificates: [certificate("test", ""), certificate("production", kind === "proprietary" ? "i1" : "")],
  });
}

const yesNo = fc.constantFrom("yes", "no");
const branches = fc
  .record({
    kind: fc.constantFrom(...supplierKinds),
    contract: yesNo,
    card: yesNo,
    delegated: yesNo,
    mode: fc.constantFrom("self", "delegate", "proxy"),
    route: fc.constantFrom("f413", "portal"),
    testCard: yesNo,
  })
  .filter(({ mode, delegated }) => mode !== "delegate" || delegated === "yes");

/** Moves that can be made now, by anybody. */
function open(facts: JourneyFacts): readonly string[] {
  return evaluate(facts).flatMap((step) =>
    step.definition.moves
      .filter((move) => moveRefusal(step, move, facts, roles) === undefined)
      .map(({ name }) => name),
  );
}

/** Decisions that send a file back; a committee that never stops asking would be no property of the table. */
const sendsBack: ReadonlySet<string> = new Set(["decision-changes-requested", "decision-refused"]);
const sentBackMax = 3;

const steering = new Set<StepId>(["go-live", "completed"]);

test("whatever branch is taken, and in whatever order moves are made, no journey is stuck before its white list", () => {
  fc.assert(
    fc.property(branches, fc.infiniteStream(fc.nat()), ({ kind, ...branch }, numbers) => {
      const before = complete(kind, branch);
      let records: readonly MoveRecord[] = [];
      for (;;) {
        const closed = closeRounds(records);
        const askedAgain = records.filter(({ move }) => sendsBack.has(move)).length;
        const choices = open({ ...before, records: closed }).filter(
          (move) => askedAgain < sentBackMax || !sendsBack.has(move),
        );
        const chosen = choices[numbers.next().value % Math.max(1, choices.length)];
        if (chosen === undefined) break;
        records = [...records, ...recordsOf(chosen)];
      }
      const left = evaluate({ ...before, records: closeRounds(records) }).filter(
        ({ definition, state }) => !steering.has(definition.id) && state !== "done" && state !== "skipped",
      );
      assert.deepEqual(
        left.map(({ definition, state, findings }) => [
          definition.id,
          state,
          findings.filter(({ severity }) => severity === "missing"),
        ]),
        [],
      );
    }),
  );
});

test("a step that is blocked offers no move, and one that does not apply offered to order cards", () => {
  fc.assert(
    fc.property(branches, fc.array(fc.nat(), { maxLength: 40 }), ({ kind, ...branch }, numbers) => {
      const before = complete(kind, branch);
      let records: readonly MoveRecord[] = [];
      for (const number of numbers) {
        const facts = { ...before, records: closeRounds(records) };
        for (const step of evaluate(facts)) {
          if (step.state !== "blocked" && step.state !== "skipped") continue;
          for (const move of step.definition.moves)
            assert.notEqual(moveRefusal(step, move, facts, roles), undefined, move.name);
        }
        const choices = open(facts);
        const chosen = choices[number % Math.max(1, choices.length)];
        if (chosen !== undefined) records = [...records, ...recordsOf(chosen)];
      }
    }),
  );
});

test("each move's predecessors are moves of its own step that somebody can make", () => {
  for (const step of steps)
    for (const move of step.moves)
      for (const name of move.after)
        assert.ok(
          step.moves.some((one) => one.name === name && one.by.length > 0),
          `${move.name}: ${name}`,
        );
});
