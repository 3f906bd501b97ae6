import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { manualClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { defaultProfile } from "../../src/trust/authority/profile.ts";
import { type PublishedAuthority, publishAuthority } from "../../src/trust/authority/publish.ts";
import { openAuthority } from "../../src/trust/authority/store.ts";
import { certificatesOf } from "../../src/trust/chain.ts";
import type { PreflightQuestion } from "../../src/trust/preflight/preflight.ts";
import { networkFetch } from "../../src/trust/revocation/fetch-bytes.ts";
import { check, line, read, told } from "./preflight-support.ts";
import { clock, DAY_MS, has, PASSWORD, subject, workshop } from "./support.ts";

const shop = workshop();
const skip = has("openssl", "version") ? false : "no openssl";
after(() => shop.close());

describe("12: revocation over the network", () => {
  let published: PublishedAuthority;
  const network = networkFetch(5_000);
  after(async () => {
    await network.close();
    await published?.close();
  });

  test("good, revoked, out of date, signed by another, not to be had", { skip }, async () => {
    const own = manualClock(Date.now());
    const place = { folder: shop.path("authority"), environment: "test", passphrase: PASSWORD };
    published = await publishAuthority(place.folder, 0);
    const profile = { ...defaultProfile, publishUrl: published.url };
    const kept = await openAuthority({ ...place, clock: own, random: seededRandom(3), profile });
    const issued = await kept.issueClient(subject);
    const file = await read(issued.certificatePem);
    const authorities = certificatesOf(kept.chainPem);
    const ask = async (more: Partial<PreflightQuestion> = {}): Promise<string> =>
      line(
        await check(file, { authorities, fetch: network.fetch, nowMs: own.nowMs(), ...more }),
        "revocation",
      );
    assert.equal(await ask(), "passed");
    assert.equal(
      await ask({ nowMs: own.nowMs() + 40 * DAY_MS }),
      told("could-not-check", "trust.revocation-unknown"),
    );
    assert.equal(await ask({ authorities: [] }), told("could-not-check", "trust.revocation-unknown"));
    const foreign = shop.write("foreign.crl", await foreignList());
    assert.equal(
      await ask({ revocationList: shop.bytes("foreign.crl") }),
      told("could-not-check", "trust.revocation-unknown"),
      foreign,
    );
    await kept.revoke(file.certificates[0].serialNumber, "keyCompromise");
    assert.equal(await ask(), told("failed", "trust.revoked"));
    assert.equal(
      await ask({ fetch: async () => undefined }),
      told("could-not-check", "trust.revocation-unknown"),
    );
    const list = shop.bytes("authority/issuing.crl");
    assert.equal(
      await ask({ revocationList: list, fetch: async () => undefined }),
      told("failed", "trust.revoked"),
    );
    const text = shop.openssl(
      "crl",
      "-inform",
      "der",
      "-in",
      "authority/issuing.crl",
      "-text",
      "-noout",
      "-CAfile",
      "authority/issuing.pem",
    );
    assert.match(text, /Key Compromise/);
  });

  test("by OCSP when no list is published: good, revoked, unknown", { skip }, async () => {
    const place = { folder: shop.path("ocsp"), environment: "test", passphrase: "secret-secret" };
    const profile = { ...defaultProfile, ocspUrl: "http://127.0.0.1:9/ocsp" };
    const kept = await openAuthority({ ...place, clock, random: seededRandom(5), profile });
    const file = await read((await kept.issueClient(subject)).certificatePem);
    const { serialNumber } = file.certificates[0];
    const answer = async (row: string): Promise<string> => {
      shop.write("index.txt", row);
      const report = await check(file, {
        authorities: certificatesOf(kept.chainPem),
        fetch: async (_url, post) => {
          shop.write("ocsp.req", post?.body ?? new Uint8Array());
          const signer = [
            "-rsigner",
            "ocsp/issuing.pem",
            "-rkey",
            "ocsp/issuing.key.pem",
            "-passin",
            "pass:secret-secret",
          ];
          shop.openssl(
            "ocsp",
            "-reqin",
            "ocsp.req",
            "-respout",
            "ocsp.resp",
            "-index",
            "index.txt",
            "-CA",
            "ocsp/issuing.pem",
            ...signer,
          );
          return shop.bytes("ocsp.resp");
        },
      });
      return line(report, "revocation");
    };
    assert.equal(await answer(`V\t291123000000Z\t\t${serialNumber}\tunknown\t/CN=x\n`), "passed");
    const revoked = `R\t291123000000Z\t261101000000Z\t${serialNumber}\tunknown\t/CN=x\n`;
    assert.equal(await answer(revoked), told("failed", "trust.revoked"));
    assert.equal(
      await answer("V\t291123000000Z\t\t05\tunknown\t/CN=x\n"),
      told("could-not-check", "trust.revocation-unknown"),
    );
  });

  async function foreignList(): Promise<Uint8Array> {
    const place = { folder: shop.path("foreign"), environment: "test", passphrase: PASSWORD };
    const kept = await openAuthority({ ...place, clock, random: seededRandom(4) });
    return shop.bytes("foreign/issuing.crl").subarray(0, kept ? undefined : 0);
  }
});
