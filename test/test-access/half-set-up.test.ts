import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import type { TestAccessView } from "../../src/portal/test-access/shapes.ts";
import { openCommittee } from "../../src/portal/test-support/committee-portal.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { createAuthority } from "../../src/trust/authority/authority.ts";
import { until } from "../support/rig.ts";

test("a client whose write list the platform refused was left there when its access was withdrawn", async (t) => {
  const calls: string[] = [];
  const platform = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    calls.push(`${request.method} ${path}`);
    const good = path.startsWith("/clients/");
    response
      .writeHead(good ? 200 : 503, { "content-type": "application/json" })
      .end(JSON.stringify({ clients: [] }));
  });
  await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
  t.after(() => platform.close());
  const address = platform.address();
  assert.ok(address !== null && typeof address === "object");
  const { clock, made, path, signIn } = await openCommittee(t, {
    platforms: { test: { controlUrl: `http://127.0.0.1:${address.port}`, token: "0123456789abcdef" } },
  });
  const [anne, ines, andrea] = [await signIn("anne"), await signIn("ines"), await signIn("andrea")];
  const authority = await createAuthority({ environment: "test", clock, random: seededRandom(5) });
  const { certificatePem } = await authority.issueClient({
    commonName: "lits-clairs",
    organization: "FOURNISSEUR D'ESSAI",
    structureId: "1310000013",
    department: "Haute-Garonne (31)",
  });
  const form = new FormData();
  for (const [name, value] of Object.entries({ environment: "test", role: "writer", instance: "" }))
    form.append(name, value);
  form.append("file", new Blob([certificatePem]), "test.pem");
  assert.equal((await anne.send(`${path}/certificates`, form)).status, 201);
  await made(ines, "member-opinion-favourable", { subject: "DGOS", reason: "complet" });
  await made(ines, "decision-favourable", { date: "2026-11-27" });
  const grant = { date: "2026-11-27", profile: "none", clientId: "lits", letterReference: "" };
  assert.equal((await andrea.call("POST", `${path}/access`, grant)).status, 204);
  const setUp = async (): Promise<TestAccessView["setUp"]> =>
    ((await anne.call("GET", `${path}/test-access`)).body as TestAccessView).setUp;
  await until("the write list is refused", async () => (await setUp())?.state === "failed");
  assert.ok(calls.includes("PUT /clients/lits"), "the client is there");

  const granted = (await anne.journey("j-1")).records.find(({ move }) => move === "access-granted");
  const withdrawn = await andrea.call("POST", `${path}/moves/${granted?.id}/withdraw`, { reason: "erreur" });
  assert.equal(withdrawn.status, 204);
  await until("the client is struck off", () => calls.includes("DELETE /clients/lits"));
});
