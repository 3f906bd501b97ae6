import { type Command, InvalidArgumentError, Option } from "commander";
import type {
  AuthorityOptions,
  InitOptions,
  IssueOptions,
  RevokeOptions,
  ServeOptions,
} from "../certificate/authority.ts";
import type { CliIo } from "../io.ts";

const PORT_DEFAULT = 7795;
const LIFE_DAYS_MAX = 36_500;

/** `raccord authority …`: the local test authority, an imitation of IGC Santé in shape (onboarding §5.2 to §5.4). */
export function registerAuthority(program: Command, io: CliIo): void {
  const group = program
    .command("authority")
    .description(
      "a local test authority that imitates IGC Santé in shape; the sandbox trusts it and its list",
    );
  const command = (name: string): Command =>
    group
      .command(name)
      .option("--state <folder>", "state of the sandbox; one authority per environment", ".raccord/sandbox")
      .addOption(
        new Option("--environment <name>", "which authority").choices(["test", "production"]).default("test"),
      )
      .addOption(
        new Option("--lang <language>", "language; default: that of the terminal").choices(["fr", "en"]),
      )
      .option("--json", "one JSON object per line");
  command("init")
    .description("make root and issuing authority, keys of 4096 bits, with their revocation lists")
    .option("--publish-url <url>", "address written in certificates for lists and authorities", httpUrl)
    .option("--ocsp-url <url>", "address of an OCSP responder written in certificates", httpUrl)
    .option("--authority-life-days <days>", "life of root and issuing authority", days)
    .option("--leaf-life-days <days>", "life of what it issues", days)
    .addOption(
      new Option("--key-bits <bits>", "keys of the authorities")
        .choices(["2048", "3072", "4096"])
        .default("4096"),
    )
    .action(async (options: InitOptions) => {
      const { initAuthority } = await import("../certificate/authority.ts");
      await initAuthority(options, io);
    });
  command("issue")
    .description("issue a certificate from a request (CSR)")
    .argument("<csr>", "PEM or DER request, as made by raccord certificate request")
    .requiredOption(
      "--organization <text>",
      "name of the structure: the authority writes it, not the request",
    )
    .requiredOption("--structure <id>", "1 + FINESS or 3 + SIRET")
    .requiredOption("--department <text>", 'for example "Paris (75)"')
    .addOption(
      new Option("--product <name>", "what is ordered")
        .choices(["auth-cli", "sign", "conf", "ssl"])
        .default("auth-cli"),
    )
    .requiredOption("--out <file>", "where the certificate is written (PEM)")
    .action(async (csr: string, options: IssueOptions) => {
      const { issueFromRequest } = await import("../certificate/authority.ts");
      await issueFromRequest(csr, options, io);
    });
  command("revoke")
    .description("revoke a certificate that it issued; the list is written anew at once")
    .argument("<file>", "the certificate: PEM, DER, P7B or P12")
    .option("--password-file <file>", "file that holds the password, on one line")
    .addOption(
      new Option("--reason <reason>", "why")
        .choices(["unspecified", "keyCompromise", "affiliationChanged", "superseded", "cessationOfOperation"])
        .default("unspecified"),
    )
    .action(async (file: string, options: RevokeOptions) => {
      const { revokeCertificate } = await import("../certificate/authority.ts");
      await revokeCertificate(file, options, io);
    });
  command("crl")
    .description("sign the revocation lists again, in force from now")
    .action(async (options: AuthorityOptions) => {
      const { renewLists } = await import("../certificate/authority.ts");
      await renewLists(options, io);
    });
  command("serve")
    .description("publish lists and authorities over HTTP on this machine, until a signal")
    .option("--port <number>", "0 for any free one", portNumber, PORT_DEFAULT)
    .action(async (options: ServeOptions) => {
      const { serveAuthority } = await import("../certificate/authority.ts");
      await serveAuthority(options, io);
    });
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:\/\//.test(text)) return text;
  throw new InvalidArgumentError("An address starts with http:// or https://.");
}

function days(text: string): number {
  const value = Number(text);
  if (/^\d{1,5}$/.test(text) && value >= 1 && value <= LIFE_DAYS_MAX) return value;
  throw new InvalidArgumentError(`A life is a whole number of days from 1 to ${LIFE_DAYS_MAX}.`);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}
