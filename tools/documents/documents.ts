import { commandsPage } from "./commands-page.ts";
import { errorsPage } from "./errors-page.ts";
import { settingsSchema } from "./settings-schema.ts";

/** A page that is made from the code: its path from the root of the repository, and its text. */
export interface GeneratedDocument {
  readonly path: string;
  text(): string;
}

/** Every generated page. `npm run generate` writes them, a test compares them with what the repository holds. */
export const generatedDocuments: readonly GeneratedDocument[] = [
  { path: "docs/reference/errors.md", text: errorsPage },
  { path: "docs/reference/commands.md", text: commandsPage },
  { path: "docs/reference/raccord.config.schema.json", text: settingsSchema },
];
