import { type Command, InvalidArgumentError, Option } from "commander";
import { type CommonOptions, withCommonOptions } from "../certificate/context.ts";
import type { ImportOptions } from "../certificate/import.ts";
import type { PreflightOptions } from "../certificate/preflight.ts";
import type { PublicOptions } from "../certificate/public.ts";
import type { RequestOptions } from "../certificate/request.ts";
import type { RehearseOptions, StoreOptions } from "../certificate/store.ts";
import type { ProbeOptions } from "../certificate/tls.ts";
import type { CliIo } from "../io.ts";

const anyForm = "PEM, DER, P7B or P12";
const defaultStore = ".raccord/certificates";
const environments = ["test", "production"];
const roles = ["reader", "writer"];

/** `raccord certificate …`: order, check, convert and trust IGC Santé certificates (onboarding §5, §8). */
export function registerCertificate(program: Command, io: CliIo): void {
  const group = program
    .command("certificate")
    .description("order, check, convert and trust certificates; PEM, DER, P7B and P12 files, old and new");
  registerReading(group, io);
  registerOrdering(group, io);
  registerStore(group, io);
  registerLinks(group, io);
}

function registerReading(group: Command, io: CliIo): void {
  withCommonOptions(
    group
      .command("inspect")
      .description("what a certificate says: subject to copy, structure, environment, product, dates")
      .argument("<file>", anyForm),
  ).action(async (file: string, options: CommonOptions) => {
    const { inspectFile } = await import("../certificate/inspect.ts");
    await inspectFile(file, options, io);
  });
  withCommonOptions(
    group
      .command("public")
      .description("the file to send: certificate only, guaranteed without private key")
      .argument("<file>", anyForm)
      .option("--out <file>", "where to write it; default: standard output")
      .option("--chain", "with the authorities that the file holds"),
  ).action(async (file: string, options: PublicOptions) => {
    const { makePublic } = await import("../certificate/public.ts");
    await makePublic(file, options, io);
  });
  withCommonOptions(
    withKeyOptions(withPurpose(group.command("preflight")))
      .description("the twelve checks before use: passed, warned, failed, could not check")
      .argument("<file>", anyForm)
      .option("--structure <id>", "declared structure: 1 + FINESS or 3 + SIRET")
      .option("--department <code>", "department of the structure, for example 75")
      .option("--crl <file>", "revocation list, when the network is closed")
      .option("--store <folder>", "certificates in service, to compare with")
      .option("--white-list-dn <text>", "subject as it was sent for the white list")
      .option("--to-send", "the file is meant to be sent to someone"),
  ).action(async (file: string, options: PreflightOptions) => {
    const { preflightFile } = await import("../certificate/preflight.ts");
    await preflightFile(file, options, io);
  });
}

function registerOrdering(group: Command, io: CliIo): void {
  withCommonOptions(
    group
      .command("request")
      .description("a key made here and encrypted, its request (CSR), and the page of what to type")
      .requiredOption("--name <text>", "service applicatif, for example GESTION_LITS")
      .requiredOption("--organization <text>", "name of the legal entity")
      .requiredOption("--structure <id>", "1 + FINESS of the legal entity, or 3 + SIRET")
      .requiredOption("--department <text>", 'for example "Paris (75)"')
      .addOption(
        new Option("--for <environment>", "where it will serve").choices(environments).makeOptionMandatory(),
      )
      .option("--key-type <type>", "rsa-2048 is the only one accepted for now", "rsa-2048")
      .requiredOption("--out <folder>", "where key.pem, request.csr and order.txt are written"),
  ).action(async (options: RequestOptions) => {
    const { requestCertificate } = await import("../certificate/request.ts");
    await requestCertificate(options, io);
  });
  withCommonOptions(
    withKeyOptions(withPurpose(group.command("import")))
      .description("into the store: finds the key, completes the chain, encrypts")
      .argument("<file>", anyForm)
      .option("--offline", "do not fetch missing authorities")
      .option("--store <folder>", "certificate store", defaultStore),
  ).action(async (file: string, options: ImportOptions) => {
    const { importFile } = await import("../certificate/import.ts");
    await importFile(file, options, io);
  });
}

function registerStore(group: Command, io: CliIo): void {
  const stored = (name: string): Command =>
    withCommonOptions(group.command(name)).option("--store <folder>", "certificate store", defaultStore);
  stored("list")
    .description("stored certificates: * in service, R rehearsed, C confirmed, end of validity")
    .action(async (options: StoreOptions) => {
      const { listStore } = await import("../certificate/store.ts");
      await listStore(options, io);
    });
  stored("rehearse")
    .description("ask for a token with a stored certificate; the one in service is not touched")
    .argument("<id>", "identifier of the list")
    .requiredOption("--token-url <url>", "address of the token server")
    .requiredOption("--client-id <id>", "client_id of that role")
    .option("--authority <file...>", "authorities of the server, any form, instead of the system's")
    .action(async (id: string, options: RehearseOptions) => {
      const { rehearseStored } = await import("../certificate/store.ts");
      await rehearseStored(id, options, io);
    });
  stored("confirm")
    .description("record the answer that this subject is on the white list")
    .argument("<id>", "identifier of the list")
    .requiredOption("--on <date>", "day of the answer, for example 2026-11-23", dayOf)
    .requiredOption("--reference <text>", "where the answer is found: mail, ticket")
    .action(async (id: string, options: StoreOptions & { on: string; reference: string }) => {
      const { confirmStored } = await import("../certificate/store.ts");
      await confirmStored(id, options, io);
    });
  stored("switch")
    .description("put a rehearsed and confirmed certificate into service")
    .argument("<id>", "identifier of the list")
    .action(async (id: string, options: StoreOptions) => {
      const { switchStored } = await import("../certificate/store.ts");
      await switchStored(id, options, io);
    });
}

function registerLinks(group: Command, io: CliIo): void {
  withCommonOptions(
    withKeyOptions(group.command("probe"))
      .description("one TLS link to a server, and which side is at fault when it fails")
      .argument("<address>", "https://host:port")
      .option("--certificate <file>", `shown to the server: ${anyForm}`),
  ).action(async (address: string, options: ProbeOptions) => {
    const { probeAddress } = await import("../certificate/tls.ts");
    await probeAddress(address, options, io);
  });
  withCommonOptions(
    group
      .command("explain")
      .description("what an error text of any tool means, and what to do")
      .argument("<text>", "the text, in quotes"),
  ).action(async (text: string, options: CommonOptions) => {
    const { explainText } = await import("../certificate/tls.ts");
    await explainText(text, options, io);
  });
}

function withPurpose(command: Command): Command {
  return command
    .addOption(
      new Option("--for <environment>", "where it serves").choices(environments).makeOptionMandatory(),
    )
    .addOption(new Option("--role <role>", "which client_id it serves").choices(roles).makeOptionMandatory());
}

function withKeyOptions(command: Command): Command {
  return command
    .option("--key <file>", "private key, when it is in another file")
    .option("--key-password-file <file>", "its password, when it is another one")
    .option("--authority <file...>", "certificates of the authorities, any form");
}

function dayOf(text: string): string {
  const valid = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (valid && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("A day is written 2026-11-23.");
}
