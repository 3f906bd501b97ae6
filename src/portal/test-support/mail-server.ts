import { createServer, type Socket } from "node:net";
import type { TestContext } from "node:test";
import { createServer as createTlsServer, type SecureContextOptions, TLSSocket } from "node:tls";

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body, lines ended by LF, dots unstuffed (RFC 5321 §4.5.2). */
  readonly data: string;
  readonly user: string | null;
  /** Whether it came through TLS. */
  readonly secure: boolean;
}

export interface MailServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Connections so far. */
  readonly connections: () => number;
  /** How often somebody tried to sign in. */
  readonly signIns: () => number;
  /** Answers each recipient with this line instead of taking it; `undefined` takes them again. */
  refuse(line: string | undefined): void;
}

/** How a mail server speaks TLS: `implicit` from the first byte (RFC 8314), `starttls` when asked to (RFC 3207). */
export interface MailServerTls {
  readonly kind: "implicit" | "starttls";
  readonly certificatePem: string;
  readonly keyPem: string;
}

/**
 * A small mail server over a real socket (RFC 5321: EHLO, MAIL, RCPT, DATA, QUIT; RFC 4954: AUTH PLAIN), gone with the
 * test. With `login` nobody sends without that user and password.
 */
export async function openMailServer(
  t: TestContext,
  login?: { readonly user: string; readonly password: string },
  tls?: MailServerTls,
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | undefined;
  let connections = 0;
  let signIns = 0;
  const credentials = tls && { cert: tls.certificatePem, key: tls.keyPem };
  const accept = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    serve(socket, {
      login,
      startTls: tls?.kind === "starttls" ? credentials : undefined,
      refusal: () => refusal,
      take: (mail) => mails.push(mail),
      signingIn: () => {
        signIns += 1;
      },
    });
  };
  const server =
    credentials !== undefined && tls?.kind === "implicit"
      ? createTlsServer(credentials, accept)
      : createServer(accept);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return {
    port: address.port,
    mails,
    connections: () => connections,
    signIns: () => signIns,
    refuse: (line) => {
      refusal = line;
    },
  };
}

interface Served {
  readonly login: { readonly user: string; readonly password: string } | undefined;
  /** What to show when the client asks for TLS; `undefined` when that is not offered. */
  readonly startTls: SecureContextOptions | undefined;
  refusal(): string | undefined;
  take(mail: ReceivedMail): void;
  /** Somebody sends a user and a password. */
  signingIn(): void;
}

function serve(socket: Socket, served: Served, greeted = false): void {
  const { login, startTls, refusal, take, signingIn } = served;
  const secure = socket instanceof TLSSocket;
  const say = (line: string): void => {
    socket.write(`${line}\r\n`);
  };
  let text = "";
  let user: string | null = null;
  let from = "";
  let to: string[] = [];
  let data: string[] | null = null;
  /** The answer to a command; `undefined` when the server hangs up. */
  const answer = (line: string): string | undefined => {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
    switch (verb) {
      case "EHLO":
        return ["mail.test", ...(startTls ? ["STARTTLS"] : []), ...(login ? ["AUTH PLAIN"] : []), "SIZE"]
          .map((word, index, all) => `250${index === all.length - 1 ? " " : "-"}${word}`)
          .join("\r\n");
      case "AUTH": {
        signingIn();
        const plain = Buffer.from(line.split(" ")[2] ?? "", "base64").toString();
        const [, name, password] = plain.split("\0");
        if (name !== login?.user || password !== login?.password) return "535 5.7.8 bad credentials";
        user = name ?? null;
        return "235 2.7.0 welcome";
      }
      case "MAIL":
        if (login !== undefined && user === null) return "530 5.7.0 sign in first";
        from = address;
        to = [];
        return "250 2.1.0 fine";
      case "RCPT": {
        const refused = refusal();
        if (refused === undefined) to.push(address);
        return refused ?? "250 2.1.5 fine";
      }
      case "DATA":
        if (to.length === 0) return "503 5.5.1 nobody to send to";
        data = [];
        return "354 go on";
      case "RSET":
      case "NOOP":
        return "250 fine";
      case "QUIT":
        return undefined;
      default:
        return "502 5.5.1 not known";
    }
  };
  const read = (line: string): void => {
    if (data === null && startTls !== undefined && line.toUpperCase() === "STARTTLS") {
      say("220 2.0.0 go ahead");
      socket.removeAllListeners("data");
      const inside = new TLSSocket(socket, { isServer: true, ...startTls });
      inside.on("error", () => inside.destroy());
      serve(inside, { ...served, startTls: undefined }, true);
    } else if (data === null) {
      const said = answer(line);
      if (said === undefined) socket.end("221 bye\r\n");
      else say(said);
    } else if (line === ".") {
      take({ from, to, data: data.join("\n"), user, secure });
      data = null;
      say("250 2.0.0 taken");
    } else data.push(line.startsWith(".") ? line.slice(1) : line);
  };
  socket.on("data", (piece: Buffer) => {
    // No encoding on the socket itself: what follows STARTTLS are the bytes of a handshake. Commands are ASCII.
    text += piece.toString("latin1");
    for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
      const one = text.slice(0, end);
      text = text.slice(end + 2);
      read(one);
    }
  });
  if (!greeted) say("220 mail.test ESMTP");
}

/** The text of a mail in quoted-printable or base64, decoded (RFC 2045 §6.7, §6.8). */
export function mailText({ data }: ReceivedMail): string {
  const cut = data.indexOf("\n\n");
  const [head, body] = [data.slice(0, cut), data.slice(cut + 2)];
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, "base64").toString();
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
