import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import type { FetchBytes } from "../../trust/revocation/check-online.ts";
import { authorityFetch, nationalHosts } from "./authority-network.ts";

const answer = Buffer.from("list");

function recorded(reply: (url: string) => Promise<Uint8Array | undefined>) {
  const asked: string[] = [];
  const fetch: FetchBytes = (url) => {
    asked.push(url);
    return reply(url);
  };
  return { asked, fetch };
}

test("a certificate cannot make the portal ask anybody but the known hosts", async () => {
  const { asked, fetch } = recorded(async () => answer);
  const limited = authorityFetch(fetch, {
    hosts: [...nationalHosts, "127.0.0.1:7799"],
    totalMs: 1_000,
    clock: manualClock(0),
  });
  for (const url of [
    "http://127.0.0.1:7780/api/session",
    "http://169.254.169.254/latest",
    "http://igc-sante.esante.gouv.fr.evil.example/x.crl",
    "http://igc-sante.esante.gouv.fr:8080/x.crl",
    "http://user@evil.example/igc-sante.esante.gouv.fr",
    "file:///etc/passwd",
    "ldap://igc-sante.esante.gouv.fr/x",
    "not an address",
  ])
    assert.equal(await limited(url), undefined, url);
  assert.deepEqual(asked, []);
  assert.equal(await limited("http://igc-sante.esante.gouv.fr/CRL/ACI-EL-ORG.crl"), answer);
  assert.equal(await limited("http://127.0.0.1:7799/issuing.crl"), answer);
});

test("a host that gave no answer is asked once; a refusal that throws is no answer", async () => {
  const { asked, fetch } = recorded((url) =>
    url.includes("ocsp") ? Promise.reject(new Error("refused")) : Promise.resolve(undefined),
  );
  const limited = authorityFetch(fetch, { hosts: nationalHosts, totalMs: 1_000, clock: manualClock(0) });
  for (let count = 0; count < 3; count += 1) {
    assert.equal(await limited("http://igc-sante.esante.gouv.fr/a.crl"), undefined);
    assert.equal(await limited("http://ocsp.esante.gouv.fr"), undefined);
  }
  assert.equal(asked.length, 2);
});

test("the network has its time in all, not for each address", async () => {
  const clock = manualClock(0);
  const { asked, fetch } = recorded(() => new Promise(() => {}));
  const limited = authorityFetch(fetch, { hosts: nationalHosts, totalMs: 1_000, clock });
  const first = limited("http://igc-sante.esante.gouv.fr/a.crl");
  clock.advance(1_000);
  assert.equal(await first, undefined);
  assert.equal(await limited("http://ocsp.esante.gouv.fr"), undefined);
  assert.equal(asked.length, 1);
});
