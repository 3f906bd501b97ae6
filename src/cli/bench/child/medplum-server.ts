import { createServer } from "node:net";
import type { Hl7MessageEvent } from "@medplum/hl7";

/**
 * The HL7 server of another open product, acknowledging what it parsed without storing it. Prints its port as one
 * line of JSON, or `{"skipped":reason}` where the development dependency is not installed.
 */
async function main(): Promise<unknown> {
  let library: typeof import("@medplum/hl7");
  try {
    library = await import("@medplum/hl7");
  } catch {
    return { skipped: "@medplum/hl7 is not installed" };
  }
  const port = await freePort();
  const server = new library.Hl7Server((connection) => {
    connection.addEventListener("message", (event: Hl7MessageEvent) => {
      connection.send(event.message.buildAck());
    });
  });
  await server.start(port);
  return { port };
}

/** The library wants a number and does not tell which port it got. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

process.once("SIGTERM", () => process.exit(0));
process.stdout.write(`${JSON.stringify(await main())}\n`);
