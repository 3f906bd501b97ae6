import { rorEnvironments } from "../../domain/journey/environments.ts";
import { evaluate, moveRefusal, partIn } from "../../domain/journey/evaluate.ts";
import { answer, type JourneyFacts } from "../../domain/journey/facts.ts";
import type { Role } from "../../domain/journey/roles.ts";
import { moveOf } from "../../domain/journey/steps/table.ts";
import { fedEstablishments } from "../../domain/journey/white-list/acceptance.ts";
import { whiteListLines } from "../../domain/journey/white-list/lines.ts";
import { establishmentsFor, writingCertificates } from "../../domain/journey/white-list/request.ts";
import { type JudgedRequest, judgedRequests } from "../../domain/journey/white-list/state.ts";
import type { WhiteListView } from "./shapes.ts";

/** The white list of a journey as somebody with these roles sees it. */
export function whiteListView(
  facts: JourneyFacts,
  roles: readonly Role[],
  platform: WhiteListView["platform"],
  addresses: { readonly feedingUrl: string; readonly tokenUrl: string } | undefined,
): WhiteListView {
  const may = permissions(facts, roles);
  const lines = whiteListLines(facts);
  const certificates = writingCertificates(facts);
  const production = rorEnvironments.find(({ name }) => name === "production");
  const here = new Set(certificates.map(({ fingerprint }) => fingerprint));
  const former = new Map(
    lines
      .filter(({ certificate }) => !here.has(certificate.fingerprint))
      .map(({ certificate }) => [certificate.fingerprint, certificate]),
  );
  return {
    certificates: certificates.map((one) => {
      const instance = facts.kind === "proprietary" ? one.instance : "";
      return {
        subjectDn: one.subjectDn,
        fingerprint: one.fingerprint,
        instance,
        usable: establishmentsFor(facts, instance).map((it) => ({ ...it })),
        open: lines
          .filter(({ certificate }) => certificate.fingerprint === one.fingerprint)
          .map(({ establishment, since }) => ({ ...establishment, since })),
      };
    }),
    requests: judgedRequests(facts).map(({ request, state }) => ({
      id: request.id,
      certificate: { ...request.certificate },
      instance: request.instance,
      add: request.add.map((one) => ({ ...one })),
      remove: request.remove.map((one) => ({ ...one })),
      replaces: request.replaces,
      takeoverOn: request.takeoverOn,
      state: stateView(state),
      mayPrepare: may("white-list-preparing", request.id),
      mayAnswer: may("white-list-confirmed", request.id),
      needsDocument: showsDocument(roles),
    })),
    former: [...former.values()].map((one) => ({ ...one })),
    mayAsk: may("white-list-requested", "new"),
    others: facts.whiteList.others.map((one) => ({ ...one })),
    proposed: {
      feedingUrl: addresses?.feedingUrl ?? production?.fhirUrl ?? "",
      tokenUrl: addresses?.tokenUrl ?? production?.tokenUrl ?? "",
      clientId: answer(facts, "committee-answer", "client-id"),
    },
    fed: fedEstablishments(facts).map(({ establishment, since, acceptance }) => ({
      establishment: { ...establishment },
      since,
      acceptance: { ...acceptance },
    })),
    mayDeclareAccepted: may("patch-accepted", ""),
    platform,
  };
}

function permissions(facts: JourneyFacts, roles: readonly Role[]) {
  const steps = evaluate(facts);
  return (name: string, subject: string): boolean => {
    const found = moveOf(name);
    const step = steps.find(({ definition }) => definition.id === found?.step.id);
    if (found === undefined || step === undefined) return false;
    return moveRefusal(step, found.move, facts, roles, subject) === undefined;
  };
}

function showsDocument(roles: readonly Role[]): boolean {
  const move = moveOf("white-list-confirmed")?.move;
  return move !== undefined && partIn(move, roles) === "declares";
}

function stateView(state: JudgedRequest["state"]): WhiteListView["requests"][number]["state"] {
  switch (state.kind) {
    case "declared":
    case "preparing":
      return { ...state };
    case "confirmed":
      return { kind: "confirmed", on: state.on, feedingUrl: state.answer.feedingUrl };
    case "partly":
      return {
        kind: "partly",
        on: state.on,
        feedingUrl: state.answer.feedingUrl,
        refused: state.refused.map((one) => ({ ...one })),
      };
    case "impossible":
      return { kind: "impossible", on: state.on, refused: state.refused.map((one) => ({ ...one })) };
  }
}
