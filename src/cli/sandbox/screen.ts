import { dirname } from "node:path";
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

/** The same for people, with variables and commands that can be pasted into a terminal. */
export async function screen(
  sandbox: RunningSandbox,
  client: EnrolledClient,
  reader: EnrolledClient,
): Promise<string> {
  const places = await sandbox.places(SHOWN_PLACES);
  const identifiers = places.map((it) => `${it.idNatStruct}/${it.externalId}`);
  const variables = {
    TOKEN_URL: sandbox.tokenUrl,
    API: sandbox.apiUrl,
    CONTROL: sandbox.controlUrl,
    CONTROL_TOKEN: sandbox.controlToken,
    CLIENT_ID: client.clientId,
    FILES: dirname(client.certificateFile),
    PASSPHRASE_FILE: client.passphraseFile,
    READER_ID: reader.clientId,
    READER_FILES: dirname(reader.certificateFile),
    PLACE: identifiers[0] ?? "IdNatStruct/externalId",
  };
  return [
    "Raccord sandbox: the national ROR, imitated on this machine.",
    ...sandbox.environments.flatMap(({ name, tokenUrl, apiUrl }) => [
      `  ${name.padEnd(11)} token ${tokenUrl}`,
      `  ${"".padEnd(11)} API   ${apiUrl}`,
    ]),
    `  ${"control".padEnd(11)} ${sandbox.controlUrl}/openapi.json`,
    `  ${"client".padEnd(11)} ${client.clientId} = ${client.subjectDn}`,
    `  ${"reader".padEnd(11)} ${reader.clientId} (reads back, profile 1)`,
    `  ${"places".padEnd(11)} ${identifiers.join(", ")}, …`,
    "",
    "Paste this into another terminal:",
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`),
    "",
    "1. A token:",
    'TOKEN=$(curl -s --cacert "$FILES/ca.pem" --cert "$FILES/cert.pem" \\',
    '  --key "$FILES/key.pem" --pass "$(cat "$PASSPHRASE_FILE")" \\',
    '  -d grant_type=client_credentials -d "client_id=$CLIENT_ID" "$TOKEN_URL" \\',
    `  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    "",
    "2. Ten beds installed (200 the first time; then a replace is expected):",
    'curl -i --cacert "$FILES/ca.pem" -X PATCH -H "Authorization: Bearer $TOKEN" \\',
    '  -H "Content-Type: application/fhir+json" --data @"$FILES/example-add.json" \\',
    '  "$API/ws-synchro-dispo-lits-fhir/Location?identifier=$PLACE"',
    "",
    "3. What it holds, and why it answered so:",
    'curl -s -H "Authorization: Bearer $CONTROL_TOKEN" "$CONTROL/places/$PLACE"',
    'curl -s -H "Authorization: Bearer $CONTROL_TOKEN" "$CONTROL/journal"',
    "",
    "docs/how-to/sandbox.md goes on from here. Ctrl-C stops the sandbox; what it holds stays.",
    "",
  ].join("\n");
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
