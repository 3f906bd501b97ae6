import { readFileSync } from "node:fs";
import { createServer } from "node:tls";
import { httpServer, httpsServer, listenOnLoopback } from "../../../runtime/http-server.ts";

/**
 * The servers of the product with nothing behind them. Arguments: a PEM file with certificate, key and authority.
 * Prints one line of JSON: `https` (PATCH answers 200 without a body), `http` (GET answers a short JSON) and
 * `handshake` (mutual TLS, closed by the client).
 */
const [certFile = "", keyFile = "", caFile = ""] = process.argv.slice(2);
const tls = { cert: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8") };
const bodyMaxBytes = 65_536;

const secure = httpsServer(tls, bodyMaxBytes);
secure.removeAllContentTypeParsers();
secure.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
secure.patch("/*", (_request, reply) => reply.code(200).send());
const clear = httpServer(bodyMaxBytes);
clear.get("/*", () => ({ status: "empty" }));

const handshakes = createServer({
  ...tls,
  ca: readFileSync(caFile, "utf8"),
  requestCert: true,
  rejectUnauthorized: false,
});
handshakes.on("secureConnection", (socket) => {
  // One byte tells the client that the server has finished its side too.
  socket.on("error", () => socket.destroy());
  socket.end("1");
});
handshakes.on("tlsClientError", (_error, socket) => socket.destroy());
await new Promise<void>((resolve) => {
  handshakes.listen(0, "127.0.0.1", resolve);
});
const address = handshakes.address();
const ports = {
  https: await listenOnLoopback(secure, 0),
  http: await listenOnLoopback(clear, 0),
  handshake: address !== null && typeof address === "object" ? address.port : 0,
};
process.once("SIGTERM", () => process.exit(0));
process.stdout.write(`${JSON.stringify(ports)}\n`);
