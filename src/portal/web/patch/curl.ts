import type { PatchView } from "../../samples/shapes.ts";

/**
 * The request as a command for a shell: the token comes from the variable TOKEN, the body from standard input, so that no
 * quoting touches it.
 */
export function curlText(base: string, { method, path, headers, body }: PatchView["request"]): string {
  const lines = [
    `curl --request ${method}`,
    // A quote is the one character that a quoted word of the shell cannot hold.
    `  --url '${base}${path.replaceAll("'", "%27")}'`,
    ...headers.map(({ name, value }) => `  --header "${name}: ${value.replace("TOKEN", "$TOKEN")}"`),
    "  --data-binary @- <<'BODY'",
  ];
  return `${lines.join(" \\\n")}\n${JSON.stringify(body, null, 2)}\nBODY\n`;
}
