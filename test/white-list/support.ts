import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import type { TestContext } from "node:test";
import { Agent, request } from "undici";
import { type Answer, type Caller, openJourneyPortal } from "../../src/portal/test-support/journey-portal.ts";
import { type ReadyFile, seedReady } from "../../src/portal/test-support/seed-ready.ts";
import type { WhiteListView } from "../../src/portal/white-list/shapes.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import type { IssuedCertificate } from "../../src/trust/authority/authority.ts";
import { add, INSTALLED, replace } from "../sandbox/bodies.ts";
import { temporaryFolder, until } from "../support/rig.ts";

/** FINESS EG of two invented establishments, and the place of each in the sandbox. */
export const north = { finessEg: "310000013", name: "CH de Fictiville", idNatStruct: "1310000013" } as const;
export const south = { finessEg: "310000039", name: "Clinique fictive", idNatStruct: "1310000039" } as const;
export const externalId = "MED";

/** A sandbox with the environment `production`, where nobody may write in these places. */
export async function openProduction(
  t: Pick<TestContext, "after">,
  places: readonly { readonly idNatStruct: string; readonly name: string }[] = [north, south],
) {
  const folder = temporaryFolder();
  const sandbox = await startSandbox(
    {
      stateFolder: folder.path,
      environments: [
        {
          name: "production",
          places: places.map(({ idNatStruct, name }) => ({ idNatStruct, externalId, name })),
        },
      ],
    },
    { clock: systemClock, random: seededRandom(7), log: silentLog },
  );
  t.after(async () => {
    await sandbox.close();
    folder.remove();
  });
  const [environment] = sandbox.environments;
  assert.ok(environment);
  const issue = (commonName: string, finess: string): Promise<IssuedCertificate> =>
    environment.authority.issueClient({
      commonName,
      organization: "FOURNISSEUR D'ESSAI",
      structureId: `1${finess}`,
      department: "Haute-Garonne (31)",
    });
  const agents: Agent[] = [];
  t.after(() => Promise.all(agents.map((one) => one.close())));
  const agentOf = (certificate: IssuedCertificate): Agent => {
    const { certificatePem: cert, keyPem: key } = certificate;
    const agent = new Agent({ connect: { ca: environment.authority.chainPem, cert, key } });
    agents.push(agent);
    return agent;
  };
  return {
    sandbox,
    chainPem: environment.authority.chainPem,
    issue,
    platform: {
      controlUrl: sandbox.controlUrl,
      token: sandbox.controlToken,
      environment: "production",
      tokenUrl: environment.tokenUrl,
      apiUrl: environment.apiUrl,
    },
    /** Status of a PATCH by this client for this establishment; of the token request when that is refused. */
    async patch(clientId: string, certificate: IssuedCertificate, idNatStruct: string): Promise<number> {
      const dispatcher = agentOf(certificate);
      const token = await request(environment.tokenUrl, {
        dispatcher,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ client_id: clientId, grant_type: "client_credentials" }).toString(),
      });
      const given = (await token.body.json()) as { access_token?: string };
      if (given.access_token === undefined) return token.statusCode;
      const send = async (body: unknown): Promise<number> => {
        const answer = await request(
          `${environment.apiUrl}/ws-synchro-dispo-lits-fhir/Location?identifier=${idNatStruct}/${externalId}`,
          {
            dispatcher,
            method: "PATCH",
            headers: {
              "content-type": "application/fhir+json",
              authorization: `Bearer ${given.access_token}`,
            },
            body: JSON.stringify(body),
          },
        );
        await answer.body.dump();
        return answer.statusCode;
      };
      // As the guide wants it: `replace` first, `add` when the record is not there (ror-api §5.6).
      const status = await send(replace(INSTALLED, 12));
      return status === 404 ? send(add(INSTALLED, 12)) : status;
    },
  };
}
export type Production = Awaited<ReturnType<typeof openProduction>>;

const organisations = { first: "org-1", second: "org-2" } as const;

/** Today in Paris, or so many days ago, YYYY-MM-DD. */
export function dayAgo(days = 0): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(
    systemClock.nowMs() - days * 86_400_000,
  );
}

/** A production certificate as a file holds it. */
export function onFile(certificate: IssuedCertificate, instance = ""): ReadyFile["certificates"][number] {
  const { certificatePem: pem, subjectDn } = certificate;
  return { instance, subjectDn, pem, fingerprint: new X509Certificate(pem).fingerprint256 };
}

/**
 * A portal that pilots this production platform, with files that come to step 09. Anne leads those of the first
 * organisation, Paul those of the second; Andréa is ANS.
 */
export async function openWhiteList(
  t: TestContext,
  production: Pick<Production, "platform"> | undefined,
  files: readonly (Omit<ReadyFile, "organisationId"> & { readonly of?: keyof typeof organisations })[],
  world: { readonly databaseUrl?: string } = {},
) {
  const portal = await openJourneyPortal(t, ["anne", "paul", "andrea"], {
    ...world,
    settings: production === undefined ? {} : { platforms: { production: production.platform } },
    seed: async ({ grantTo }) => {
      await grantTo("anne", { role: "applicant", organisationId: organisations.first });
      await grantTo("paul", { role: "applicant", organisationId: organisations.second });
      await grantTo("andrea", { role: "ans-operator" });
    },
  });
  for (const { of = "first", ...file } of files)
    await seedReady(portal.world, { ...file, organisationId: organisations[of] });
  const path = (id: string, rest = ""): string => `/api/journeys/${id}${rest}`;
  const good = async (answer: Promise<Answer>): Promise<Answer["body"]> => {
    const { status, body } = await answer;
    assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
    return body;
  };
  return {
    portal,
    path,
    good,
    move: (who: Caller, id: string, name: string, more: object = {}) =>
      who.call("POST", path(id, "/moves"), { move: name, ...more }),
    view: async (who: Caller, id: string): Promise<WhiteListView> =>
      good(who.call("GET", path(id, "/white-list"))),
    /** Declares the tests begun and ended. */
    async ended(who: Caller, id: string): Promise<void> {
      for (const [move, days] of [
        ["tests-begun-declared", 9],
        ["tests-ended-declared", 3],
      ] as const)
        await good(who.call("POST", path(id, "/moves"), { move, date: dayAgo(days) }));
    },
    /** Asks ANS for a change; answers with the request's identifier. */
    async asked(who: Caller, id: string, wanted: object): Promise<string> {
      const body = { date: dayAgo(2), ...wanted };
      return (await good(who.call("POST", path(id, "/white-list/requests"), body))).id;
    },
    answer: (who: Caller, id: string, request: string, more: object = {}) =>
      who.call("POST", path(id, `/white-list/requests/${request}/answer`), {
        date: dayAgo(),
        feedingUrl: "https://api-fhir.ror.example",
        tokenUrl: "https://auth.ror.example/token",
        clientId: id,
        ...more,
      }),
    /** Uploads a document to a step; answers with its identifier. */
    async document(who: Caller, id: string, step: string, kind: string): Promise<string> {
      const form = new FormData();
      form.append("step", step);
      form.append("kind", kind);
      form.append("file", new Blob(["Réponse reçue.\n"], { type: "text/plain" }), `${kind}.txt`);
      return (await good(who.send(path(id, "/documents"), form))).id;
    },
    /** Waits until the platform holds everything that was confirmed. */
    settled: async (who: Caller, id: string): Promise<void> =>
      until("the platform is as confirmed", async () => {
        const view: WhiteListView = await good(who.call("GET", path(id, "/white-list")));
        return (view.platform ?? []).every(({ state }) => state === "done");
      }),
  };
}
