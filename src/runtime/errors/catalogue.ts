import { backupCodes } from "./codes-backup.ts";
import { campaignCodes } from "./codes-campaign.ts";
import { certificateCodes } from "./codes-certificates.ts";
import { cliCodes } from "./codes-cli.ts";
import { connectorCodes } from "./codes-connector.ts";
import { deliveryCodes } from "./codes-delivery.ts";
import { documentCodes } from "./codes-documents.ts";
import { hl7Codes } from "./codes-hl7.ts";
import { journeyCodes } from "./codes-journey.ts";
import { listCodes } from "./codes-lists.ts";
import { patchCodes } from "./codes-patch.ts";
import { portalCodes } from "./codes-portal.ts";
import { sampleCodes } from "./codes-samples.ts";
import { sandboxCodes } from "./codes-sandbox.ts";
import { sheetCodes } from "./codes-sheets.ts";
import { storageCodes } from "./codes-storage.ts";
import { storyCodes } from "./codes-story.ts";
import { testsCodes } from "./codes-tests.ts";
import { trustCodes } from "./codes-trust.ts";
import { whiteListCodes } from "./codes-whitelist.ts";
import type { ErrorText } from "./error-text.ts";

/**
 * Every fault that Raccord names, in one closed table. `docs/reference/errors.md` is generated from it and a
 * test compares the two.
 */
export const errorCatalogue = {
  ...storyCodes,
  ...cliCodes,
  ...hl7Codes,
  ...listCodes,
  ...patchCodes,
  ...sheetCodes,
  ...connectorCodes,
  ...deliveryCodes,
  ...portalCodes,
  ...sandboxCodes,
  ...storageCodes,
  ...trustCodes,
  ...journeyCodes,
  ...certificateCodes,
  ...documentCodes,
  ...sampleCodes,
  ...campaignCodes,
  ...whiteListCodes,
  ...testsCodes,
  ...backupCodes,
} as const satisfies Record<string, ErrorText>;

/** Closed union of the stable codes. */
export type ErrorCode = keyof typeof errorCatalogue;
