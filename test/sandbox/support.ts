import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, type Dispatcher, request } from "undici";
import { type ManualClock, manualClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import type { SandboxSettingsInput } from "../../src/sandbox/settings.ts";
import { type RunningSandbox, startSandbox } from "../../src/sandbox/start.ts";
import type { IssuedCertificate } from "../../src/trust/authority/authority.ts";

export const CAP =
  "https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity";
export const LIST_PATH = `Location.extension.where(url='${CAP}')`;
export const STRUCTURE = "1350054680";
export const PLACE = `${STRUCTURE}/SSR38888`;

type Behaviour = NonNullable<NonNullable<SandboxSettingsInput["environments"]>[number]["behaviour"]>;

export interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData["headers"];
  readonly text: string;
  readonly json: unknown;
}

/** A sandbox with one client that may write one establishment, over real HTTPS. */
export interface Bench {
  readonly sandbox: RunningSandbox;
  readonly clock: ManualClock;
  readonly folder: string;
  readonly client: IssuedCertificate;
  agent(certificate?: { certificatePem: string; keyPem: string }): Agent;
  tokenCall(form: string, agent?: Agent, headers?: Record<string, string>): Promise<Answer>;
  token(): Promise<string>;
  patch(body: unknown, options?: PatchOptions): Promise<Answer>;
  /** A search of places with the four headers of reads. */
  read(query: string, token?: string, headers?: Record<string, string>): Promise<Answer>;
  control(
    method: "GET" | "PUT" | "POST" | "DELETE",
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export interface PatchOptions {
  readonly query?: string;
  readonly token?: string | undefined;
  readonly headers?: Record<string, string | undefined>;
}

export const subject = {
  commonName: "GESTION DES LITS",
  organization: "CENTRE HOSPITALIER D'ESSAI",
  structureId: STRUCTURE,
  department: "Ille-et-Vilaine (35)",
};
/** Example values of the headers that a read must carry (ror-api §4). */
export const readHeaders = {
  "Ror-Profil-Utilisateur-Code": "CU20",
  "Ror-Profil-Utilisateur-System": "1.2.250.1.213.1.6.1.66",
  "Ror-Role-Metier-Code": "AUTOMATE",
  "Ror-Role-Metier-System": "1.2.250.1.213.1.1.4.6",
};
export const CLIENT_ID = "essai-lits";
export const FORM = `client_id=${CLIENT_ID}&grant_type=client_credentials`;

const seeds = [
  { idNatStruct: STRUCTURE, externalId: "SSR38888", entryId: "53/1073", name: "SMR" },
  { idNatStruct: STRUCTURE, externalId: "DOUBLE" },
  { idNatStruct: STRUCTURE, externalId: "DOUBLE" },
  { idNatStruct: "1350099999", externalId: "AILLEURS", entryId: "53/2000" },
];

export async function startBench(
  behaviour: Behaviour = {},
  reuse?: { folder?: string; clock?: ManualClock; production?: boolean },
): Promise<Bench> {
  const folder = reuse?.folder ?? mkdtempSync(join(tmpdir(), "raccord-sandbox-"));
  const clock = reuse?.clock ?? manualClock(Date.now());
  const environments = [{ name: "test", places: seeds, behaviour }];
  if (reuse?.production) environments.push({ name: "production", places: seeds, behaviour });
  const world = { clock, random: seededRandom(Date.now() % 1_000_000), log: silentLog };
  const sandbox = await startSandbox({ stateFolder: folder, environments }, world);
  const [environment] = sandbox.environments;
  if (!environment) throw new Error("no environment");
  const client = await environment.authority.issueClient(subject);
  const agents: Agent[] = [];
  const agent: Bench["agent"] = (certificate) => {
    const ca = sandbox.environments.map((it) => it.authority.chainPem).join("");
    const identity = certificate ? { cert: certificate.certificatePem, key: certificate.keyPem } : {};
    const made = new Agent({ connect: { ca, ...identity } });
    agents.push(made);
    return made;
  };
  const withClient = agent(client);
  const plain = agent();
  const bench: Bench = {
    sandbox,
    clock,
    folder,
    client,
    agent,
    tokenCall: (form, dispatcher = withClient, headers = {}) =>
      call(sandbox.tokenUrl, dispatcher, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: form,
      }),
    async token() {
      const { json } = await bench.tokenCall(FORM);
      return String((json as { access_token: string }).access_token);
    },
    async patch(body, options = {}) {
      const token = "token" in options ? options.token : await bench.token();
      const headers = {
        "content-type": "application/fhir+json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...options.headers,
      };
      const sent = Object.fromEntries(
        Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const query = options.query ?? `identifier=${PLACE}`;
      return call(`${sandbox.apiUrl}/ws-synchro-dispo-lits-fhir/Location?${query}`, plain, {
        method: "PATCH",
        headers: sent,
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    },
    read: (query, token, headers = readHeaders) =>
      call(`${sandbox.apiUrl}/ws-diffusion-fhir/${query}`, plain, {
        method: "GET",
        headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      }),
    control: (method, path, body, token = sandbox.controlToken) =>
      call(`${sandbox.controlUrl}${path}`, plain, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async close() {
      await Promise.all(agents.map((it) => it.close()));
      await sandbox.close();
      if (!reuse?.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
  const registered = await bench.control("PUT", "/clients", {
    clients: [{ clientId: CLIENT_ID, subjectDn: client.subjectDn }],
  });
  const allowed = await bench.control("PUT", "/write-list", {
    writeList: [{ subjectDn: client.subjectDn, idNatStruct: STRUCTURE }],
  });
  if (registered.status !== 200 || allowed.status !== 200) throw new Error("the bench could not be set up");
  return bench;
}

export async function call(
  url: string,
  dispatcher: Agent,
  options: {
    method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
    headers?: Record<string, string>;
    body?: string;
  },
): Promise<Answer> {
  const { statusCode, headers, body } = await request(url, { dispatcher, ...options });
  const text = await body.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: statusCode, headers, text, json };
}

/** A published example, when the reference folder stands beside the project. */
export function published(name: string): string | undefined {
  const url = new URL(`../../../shared/reference/patch-examples/${name}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, "utf8") : undefined;
}
