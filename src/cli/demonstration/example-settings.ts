import { exampleOptions, hospitalModel } from "../../simulator/hospital.ts";
import { demonstrationSettings } from "./settings.ts";

/**
 * The settings file of the invented hospital, as text: ports of the default sandbox, files relative to the settings
 * file. A test compares it with `examples/hospital/raccord.config.json`.
 */
export function exampleSettings(): string {
  const client = "sandbox/clients/raccord-demonstration";
  const connector = demonstrationSettings(hospitalModel(exampleOptions), {
    target: {
      name: "sandbox",
      tokenUrl: "https://127.0.0.1:7790/auth/realms/ror/protocol/openid-connect/token",
      apiBase: "https://127.0.0.1:7791",
      clientId: "raccord-demonstration",
      certificate: {
        certificate: { file: `${client}/cert.pem` },
        key: { file: `${client}/key.pem` },
        keyPassphraseFile: "sandbox/key-passphrase",
      },
      authority: { file: `${client}/ca.pem` },
    },
    httpPort: 7781,
    mllpPort: 7782,
    inbox: "inbox",
  });
  return `${JSON.stringify({ connector }, undefined, 2)}\n`;
}
