import { z } from "zod";
import type { ControlCall } from "../white-list/control-client.ts";

const clientsShape = z.object({ clients: z.array(z.object({ clientId: z.string() })) });
const writeListShape = z.object({
  writeList: z.array(z.object({ subjectDn: z.string(), idNatStruct: z.string() })),
});

/** What a test platform can be told about one client; each call rejects when it does not answer as expected. */
export interface TestPlatform {
  /** Registers a client or changes it; the profile governs reading alone. */
  putClient(clientId: string, subjectDn: string, profile: number | undefined): Promise<void>;
  /** Strikes a client off: the tokens that it holds are refused from the next call on. */
  strike(clientId: string): Promise<void>;
  /** Makes these establishments the only ones that the certificate may write for. */
  setRights(subjectDn: string, idNatStructs: readonly string[]): Promise<void>;
}

/** The test platform behind a sandbox's control API. */
export function testPlatform(call: ControlCall): TestPlatform {
  return {
    async putClient(clientId, subjectDn, profile) {
      const body = { subjectDn, ...(profile === undefined ? {} : { profile }) };
      clientsShape.parse(await call("PUT", `/clients/${encodeURIComponent(clientId)}`, {}, body));
    },
    async strike(clientId) {
      await call("DELETE", `/clients/${encodeURIComponent(clientId)}`);
    },
    async setRights(subjectDn, idNatStructs) {
      const { writeList } = writeListShape.parse(await call("GET", "/write-list"));
      const held = new Set(
        writeList.filter((line) => line.subjectDn === subjectDn).map((line) => line.idNatStruct),
      );
      const lacking = idNatStructs.filter((one) => !held.has(one));
      if (lacking.length > 0) {
        const lines = lacking.map((idNatStruct) => ({ subjectDn, idNatStruct }));
        await call("POST", "/write-list", {}, { writeList: lines });
      }
      for (const idNatStruct of held)
        if (!idNatStructs.includes(idNatStruct))
          await call("DELETE", "/write-list", { subjectDn, idNatStruct });
    },
  };
}
