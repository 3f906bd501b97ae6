import type { Command } from "commander";
import { type CommonOptions, withCommonOptions } from "../certificate/context.ts";
import type { PublicOptions } from "../certificate/public.ts";
import type { CliIo } from "../io.ts";

/** `raccord certificate …`: order, check, convert and trust IGC Santé certificates (onboarding §5, §8). */
export function registerCertificate(program: Command, io: CliIo): void {
  const group = program
    .command("certificate")
    .description("order, check, convert and trust certificates; PEM, DER, P7B and P12 files, old and new");
  withCommonOptions(
    group
      .command("inspect")
      .description("what a certificate says: subject to copy, structure, environment, product, dates")
      .argument("<file>", "PEM, DER, P7B or P12"),
  ).action(async (file: string, options: CommonOptions) => {
    const { inspectFile } = await import("../certificate/inspect.ts");
    await inspectFile(file, options, io);
  });
  withCommonOptions(
    group
      .command("public")
      .description("the file to send: certificate only, guaranteed without private key")
      .argument("<file>", "PEM, DER, P7B or P12")
      .option("--out <file>", "where to write it; default: standard output")
      .option("--chain", "with the authorities that the file holds"),
  ).action(async (file: string, options: PublicOptions) => {
    const { makePublic } = await import("../certificate/public.ts");
    await makePublic(file, options, io);
  });
}
