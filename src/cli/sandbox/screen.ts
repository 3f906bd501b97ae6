import type { EnrolledClient, RunningSandbox } from "../../sandbox/start.ts";

const SHOWN_PLACES = 3;

/** The line that says where everything is (DESIGN §9). */
export function readyEvent(sandbox: RunningSandbox, client: EnrolledClient, reader: EnrolledClient): unknown {
  return {
    event: "ready",
    sandbox: { token: sandbox.tokenUrl, api: sandbox.apiUrl, control: sandbox.controlUrl },
    controlToken: sandbox.controlToken,
    environments: sandbox.environments.map(({ name, tokenUrl, apiUrl }) => ({
      name,
      token: tokenUrl,
      api: apiUrl,
    })),
    client,
    reader,
  };
}

/** The same for people, with commands that can be tried at once. */
export async function screen(
  sandbox: RunningSandbox,
  client: EnrolledClient,
  reader: EnrolledClient,
  example: string,
): Promise<string> {
  const places = await sandbox.places(SHOWN_PLACES);
  const [first] = places;
  const identifier = first ? `${first.idNatStruct}/${first.externalId}` : "IdNatStruct/externalId";
  const path = "/ws-synchro-dispo-lits-fhir/Location";
  return [
    "Raccord sandbox: the national ROR, imitated on this machine.",
    ...sandbox.environments.flatMap(({ name, tokenUrl, apiUrl }) => [
      `  ${name.padEnd(11)} token ${tokenUrl}`,
      `  ${"".padEnd(11)} API   ${apiUrl}`,
    ]),
    `  ${"control".padEnd(11)} ${sandbox.controlUrl} (bearer ${sandbox.controlToken})`,
    `  ${"client".padEnd(11)} ${client.clientId} = ${client.subjectDn}`,
    `  ${"reader".padEnd(11)} ${reader.clientId} (reads back, profile 1)`,
    `  ${"places".padEnd(11)} ${places.map((it) => `${it.idNatStruct}/${it.externalId}`).join(", ")}, …`,
    "",
    "1. A token:",
    `TOKEN=$(curl -s --cacert ${quoted(client.authorityFile)} --cert ${quoted(client.certificateFile)} \\`,
    `  --key ${quoted(client.keyFile)} --pass "$(cat ${quoted(client.passphraseFile)})" \\`,
    `  -d grant_type=client_credentials -d client_id=${client.clientId} ${sandbox.tokenUrl} \\`,
    `  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    "",
    "2. Ten beds installed (200 the first time; then a replace is expected):",
    `curl -i --cacert ${quoted(client.authorityFile)} -X PATCH -H "Authorization: Bearer $TOKEN" \\`,
    `  -H "Content-Type: application/fhir+json" --data @${quoted(example)} \\`,
    `  "${sandbox.apiUrl}${path}?identifier=${identifier}"`,
    "",
    "3. What it holds, and why it answered so:",
    `curl -s -H "Authorization: Bearer ${sandbox.controlToken}" ${sandbox.controlUrl}/places/${identifier}`,
    `curl -s -H "Authorization: Bearer ${sandbox.controlToken}" ${sandbox.controlUrl}/journal`,
    "",
    "Ctrl-C stops it; what it holds stays.",
    "",
  ].join("\n");
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
