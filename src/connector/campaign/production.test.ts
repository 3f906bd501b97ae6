import assert from "node:assert/strict";
import { test } from "node:test";
import { targetSettings } from "../deliver/target-settings.ts";
import { newAuthority, newIdentity } from "../deliver/test-support/tls-remote.ts";
import { isNationalHost, productionSign } from "./production.ts";

const tokenPath = "/auth/realms/ror/protocol/openid-connect/token";
const sign = (settings: Record<string, unknown>) =>
  productionSign(
    targetSettings.parse({
      name: "t",
      clientId: "c",
      tokenUrl: `https://bas-auth-api.qualif.ror.esante.gouv.fr${tokenPath}`,
      apiBase: "https://bas-api-fhir.qualif.ror.esante.gouv.fr",
      ...settings,
    }),
  )?.en;

test("the published test addresses are no production, each published production address is", () => {
  assert.equal(sign({}), undefined);
  assert.match(
    sign({ tokenUrl: `https://auth-api.ror.esante.gouv.fr${tokenPath}` }) ?? "",
    /production address/,
  );
  assert.match(sign({ apiBase: "https://api-fhir.ror.esante.gouv.fr" }) ?? "", /production address/);
});

test("neither capitals, a final dot, a port nor a name that only looks like the test domain help", () => {
  for (const apiBase of [
    "https://API-FHIR.ror.esante.gouv.fr",
    "https://api-fhir.ror.esante.gouv.fr.:8443",
    "https://notqualif.ror.esante.gouv.fr",
  ]) {
    assert.notEqual(sign({ apiBase, environment: "test" }), undefined, apiBase);
  }
  assert.equal(sign({ apiBase: "https://ror.example.org" }), undefined);
});

test("the settings, and the part of a certificate store, say production too", () => {
  assert.match(sign({ environment: "production" }) ?? "", /environment: production/);
  const certificate = { store: "store", environment: "production" };
  assert.match(sign({ certificate }) ?? "", /production part of the store/);
});

test("a certificate of an unknown authority says nothing", async () => {
  const { certificatePem, keyPem } = await newIdentity(await newAuthority("Somebody"), "client");
  assert.equal(
    sign({ certificate: { certificate: { text: certificatePem }, key: { text: keyPem } } }),
    undefined,
  );
});

test("national addresses are told from others", () => {
  assert.ok(isNationalHost("https://bas-api-fhir.qualif.ror.esante.gouv.fr"));
  assert.ok(!isNationalHost("https://127.0.0.1:7791"));
});
