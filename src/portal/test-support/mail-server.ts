import { createServer, type Socket } from "node:net";
import type { TestContext } from "node:test";

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body, lines ended by LF, dots unstuffed (RFC 5321 §4.5.2). */
  readonly data: string;
  readonly user: string | null;
}

export interface MailServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Connections so far. */
  readonly connections: () => number;
  /** Answers each recipient with this line instead of taking it; `undefined` takes them again. */
  refuse(line: string | undefined): void;
}

/**
 * A small mail server over a real socket (RFC 5321: EHLO, MAIL, RCPT, DATA, QUIT; RFC 4954: AUTH PLAIN), gone with the
 * test. With `login` nobody sends without that user and password.
 */
export async function openMailServer(
  t: TestContext,
  login?: { readonly user: string; readonly password: string },
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | undefined;
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    serve(socket, { login, refusal: () => refusal, take: (mail) => mails.push(mail) });
  });
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
    refuse: (line) => {
      refusal = line;
    },
  };
}

interface Served {
  readonly login: { readonly user: string; readonly password: string } | undefined;
  refusal(): string | undefined;
  take(mail: ReceivedMail): void;
}

function serve(socket: Socket, { login, refusal, take }: Served): void {
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
        return login === undefined ? "250 mail.test" : "250-mail.test\r\n250 AUTH PLAIN";
      case "AUTH": {
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
    if (data === null) {
      const said = answer(line);
      if (said === undefined) socket.end("221 bye\r\n");
      else say(said);
    } else if (line === ".") {
      take({ from, to, data: data.join("\n"), user });
      data = null;
      say("250 2.0.0 taken");
    } else data.push(line.startsWith(".") ? line.slice(1) : line);
  };
  socket.setEncoding("utf8");
  socket.on("data", (piece: string) => {
    text += piece;
    for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
      const one = text.slice(0, end);
      text = text.slice(end + 2);
      read(one);
    }
  });
  say("220 mail.test ESMTP");
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
