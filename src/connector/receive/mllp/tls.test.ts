import "reflect-metadata";
import assert from "node:assert/strict";
import { KeyObject, webcrypto } from "node:crypto";
import net from "node:net";
import { afterEach, test } from "node:test";
import tls from "node:tls";
import * as x509 from "@peculiar/x509";
import { closeLeftovers, framed, heldAnswers, rawSender, startTestServer, until } from "./server-cases.ts";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

interface TestIdentity {
  readonly cert: string;
  readonly key: string;
}

afterEach(closeLeftovers);

/** A self-signed certificate for 127.0.0.1. */
async function makeIdentity(name: string): Promise<TestIdentity> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: `CN=${name}`,
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter: new Date("2120-01-01T00:00:00Z"),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }]),
    ],
  });
  const key = KeyObject.from(keys.privateKey);
  return { cert: certificate.toString("pem"), key: key.export({ type: "pkcs8", format: "pem" }).toString() };
}

test("mutual TLS: answers in order, half-closed senders answered, strangers refused", async () => {
  const [own, sender, stranger] = await Promise.all(["server", "sender", "stranger"].map(makeIdentity));
  assert.ok(own && sender && stranger);
  const held = heldAnswers();
  const fingerprints: (string | undefined)[] = [];
  const { server, notes } = await startTestServer({
    tls: { ...own, ca: sender.cert, requestCert: true, rejectUnauthorized: true },
    onFrame: (frame, peer) => {
      fingerprints.push(peer.certificateFingerprint);
      return held.onFrame(frame);
    },
  });
  const open = (identity: TestIdentity, allowHalfOpen: boolean) => {
    const options = { host: server.host, port: server.port, ca: own.cert, ...identity, allowHalfOpen };
    return rawSender(tls.connect(options));
  };
  const good = open(sender, true);
  for (const byte of framed("1") + framed("2")) good.write(byte);
  good.socket.end();
  await until("both frames", () => held.seen.length === 2);
  held.release("2");
  held.release("1");
  await until("answers and the end", () => good.answers().length === 2 && good.closed());
  assert.deepEqual(good.answers(), ["re 1", "re 2"]);
  const expected = new x509.X509Certificate(sender.cert);
  const digest = Buffer.from(await expected.getThumbprint("SHA-256"))
    .toString("hex")
    .toUpperCase();
  assert.equal(fingerprints[0]?.replaceAll(":", ""), digest);

  const bad = open(stranger, false);
  await until("the stranger to be refused", () => bad.closed());
  await until("the note", () => notes.some((note) => note.code === "hl7.tls-refused"));

  const plain = rawSender(net.connect({ host: server.host, port: server.port }));
  plain.write(framed("plain"));
  await until("the plain sender to be refused", () => plain.closed());
  const mute = rawSender(net.connect({ host: server.host, port: server.port }));
  await until("the mute one to connect", () => mute.socket.readyState === "open");
  await server.close(60_000);
  await until("the mute one to go", () => mute.closed());
  assert.equal(held.seen.length, 2);
});
