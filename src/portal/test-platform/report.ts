import {
  type CampaignReport,
  judgeReport,
  readCampaignReport,
} from "../../domain/journey/campaign/report.ts";
import { nationalEnvironment } from "../../domain/journey/environments.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";

/**
 * A report of `raccord campaign` as proof of step 08: of this client, on a test platform, to its end and without failure.
 * `known` are the addresses of the portal's own sandbox. Throws RaccordError `tests.report-unreadable`,
 * `.report-of-another-client`, `.report-of-no-test-platform` or `.report-incomplete`, each with what was found.
 */
export function provenReport(
  bytes: Uint8Array,
  clientId: string,
  known: readonly (string | undefined)[],
): CampaignReport {
  const read = readCampaignReport(new TextDecoder().decode(bytes));
  if (read.kind === "unreadable") throw new RaccordError("tests.report-unreadable", read.why);
  const { report } = read;
  const { target } = report;
  if (target.clientId !== clientId) throw new RaccordError("tests.report-of-another-client", target.clientId);
  for (const address of [target.tokenUrl, target.apiBase])
    if (!isTestAddress(address, known)) throw new RaccordError("tests.report-of-no-test-platform", address);
  const { good, passed, failed } = judgeReport(report);
  if (!good)
    throw new RaccordError(
      "tests.report-incomplete",
      `${passed}/${report.scenarios.length}, ${report.ended}, ${failed} failed`,
    );
  return report;
}

function isTestAddress(address: string, known: readonly (string | undefined)[]): boolean {
  if (!URL.canParse(address)) return false;
  const environment = nationalEnvironment(address);
  return environment === "sandbox" || (environment === undefined && known.includes(address));
}
