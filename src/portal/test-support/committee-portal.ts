import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Grant } from "../../domain/journey/roles.ts";
import { manualClock } from "../../runtime/clock.ts";
import type { PortalSettings } from "../settings.ts";
import { type Caller, openJourneyPortal } from "./journey-portal.ts";

const organisationId = "org-1";
const grants: Readonly<Record<string, Grant>> = {
  anne: { role: "applicant", organisationId },
  ines: { role: "committee-member", member: "DGOS" },
  omar: { role: "committee-member", member: "DNS" },
  andrea: { role: "ans-operator" },
  gael: { role: "grades", region: "76" },
};

/** A portal with a sent file `j-1` in region 76, its applicant, two members, ANS, and a GRADeS. */
export async function openCommittee(t: TestContext, settings: Partial<PortalSettings> = {}) {
  const clock = manualClock(Date.parse("2026-11-27T10:00:00Z"));
  const portal = await openJourneyPortal(t, Object.keys(grants), {
    clock,
    settings,
    seed: async ({ journey, grantTo }) => {
      await journey({ id: "j-1", organisationId, regions: ["76"], sent: true });
      for (const [person, grant] of Object.entries(grants)) await grantTo(person, grant);
    },
  });
  const path = "/api/journeys/j-1";
  const move = (who: Caller, name: string, more: object = {}) =>
    who.call("POST", `${path}/moves`, { move: name, ...more });
  return {
    clock,
    portal,
    path,
    move,
    signIn: (person: keyof typeof grants) => portal.signIn(person),
    /** Makes a move that is taken. */
    async made(who: Caller, name: string, more: object = {}): Promise<void> {
      const answer = await move(who, name, more);
      assert.equal(answer.status, 204, `${name}: ${JSON.stringify(answer.body)}`);
    },
    /** Types the signatory's address, whom messages go to. */
    async addressed(who: Caller): Promise<void> {
      const change = {
        section: "application",
        row: "",
        field: "signatory-email",
        value: "dir@fictiville.example",
        base: 0,
      };
      const answer = await who.call("PATCH", `${path}/answers`, { changes: [change] });
      assert.equal(answer.body.results[0].status, "saved");
    },
    /** Uploads a file to step 03 and answers with its identifier. */
    async uploaded(who: Caller, kind: string): Promise<string> {
      const form = new FormData();
      form.append("step", "03");
      form.append("kind", kind);
      form.append("file", new Blob(["Document signé.\n"], { type: "text/plain" }), `${kind}.txt`);
      const answer = await who.send(`${path}/documents`, form);
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      return answer.body.id;
    },
  };
}
