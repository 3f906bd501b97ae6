import { writeFileSync } from "node:fs";
import { generatedDocuments } from "./documents/documents.ts";

/** `npm run generate`: writes the reference pages that are made from the code. */
for (const { path, text } of generatedDocuments) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text());
  process.stdout.write(`${path}\n`);
}
