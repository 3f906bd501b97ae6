import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type TargetSettingsInput, targetSettings } from "../../connector/deliver/target-settings.ts";
import type { RunningConnector } from "../../connector/start.ts";
import type { Plugged, Stage, StageSubject } from "../../portal/act-out/stage.ts";
import type { Random } from "../../runtime/random.ts";
import { clientFiles, writeClientFiles } from "../../sandbox/client-files.ts";
import type { RunningSandbox } from "../../sandbox/start.ts";
import type { HospitalModel } from "../../simulator/hospital.ts";
import { PASSPHRASE_FILE, statePassphrase, writePrivateFile } from "../../trust/key-files.ts";

export interface StageParts {
  /** Folder of the stage: keys of the story's client, and what the connector was told. */
  readonly folder: string;
  readonly hospital: HospitalModel;
  readonly environments: RunningSandbox["environments"];
  /** Starts the connector: the places of the hospital feed `target`, the others wait for a campaign. */
  readonly connect: (
    target: TargetSettingsInput | undefined,
    others: readonly TargetSettingsInput[],
  ) => Promise<RunningConnector>;
  readonly random: Random;
}

/** A stage with its connector. */
export interface OpenStage {
  readonly stage: Stage;
  readonly connector: () => RunningConnector;
  close(): Promise<void>;
}

/** What the connector was told in the story, as it is kept over a restart. */
const told = z.strictObject({
  test: targetSettings.optional(),
  production: targetSettings.optional(),
});
type Told = z.input<typeof told>;

const file = "connector-targets.json";

/** A place of the test platform that nothing feeds: the campaign of the story changes it and puts it back. */
export function testPlace(hospital: HospitalModel) {
  return {
    idNatStruct: `1${hospital.finess}`,
    externalId: "ESSAI-1",
    entryId: "24/999001",
    name: "Lieu d'essai",
    region: "24",
    function: "001",
  };
}

/**
 * The stage of the story (`portal/act-out`): it issues the certificates that the authority of health would, and gives the
 * connector other settings as the information technology of a hospital would, by starting it again with them. What it was
 * told stays over a restart of everything.
 */
export async function openStage(parts: StageParts): Promise<OpenStage> {
  const { folder, hospital, environments, random } = parts;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const passphrase = statePassphrase(folder, random);
  const path = join(folder, file);
  let now: Told = existsSync(path)
    ? whereTheyAreNow(told.parse(JSON.parse(readFileSync(path, "utf8"))), environments)
    : {};
  const start = (): Promise<RunningConnector> =>
    parts.connect(now.production, now.test === undefined ? [] : [now.test]);
  let connector = await start();
  let changing: Promise<void> = Promise.resolve();
  const clientFolder = (environment: string): string => join(folder, environment);
  const environmentOf = (name: string) => {
    const found = environments.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no environment is called ${name}`);
    return found;
  };
  const credentials = (environment: "test" | "production") => {
    const files = clientFiles(clientFolder(environment));
    return {
      certificate: {
        certificate: { file: files.certificateFile },
        key: { file: files.keyFile },
        keyPassphraseFile: join(folder, PASSPHRASE_FILE),
      },
      authority: { file: files.authorityFile },
    };
  };
  /** One change after the other; one that fails leaves the connector as it was told before. */
  const change = (next: (before: Told) => Told): Promise<void> => {
    const work = async (): Promise<void> => {
      const before = now;
      await connector.close();
      try {
        now = told.parse(next(before));
        connector = await start();
      } catch (error) {
        now = before;
        connector = await start();
        throw error;
      }
      writePrivateFile(path, `${JSON.stringify(now, undefined, 2)}\n`);
    };
    const done = changing.then(work);
    changing = done.catch(() => undefined);
    return done;
  };
  const stage: Stage = {
    hospital: {
      name: hospital.name,
      finessEg: hospital.finess,
      idNatStruct: `1${hospital.finess}`,
      beds: hospital.units.reduce((sum, { beds }) => sum + beds.length, 0),
      places: hospital.places.map(({ units, externalId, name }) => ({
        unit: units.map(({ unit, rooms }) => unit + roomsText(rooms)).join("+"),
        externalId,
        name,
      })),
    },
    certificate: (environment, subject) => certificateOf(environment, subject),
    plugTest: (clientId) =>
      change((before) => {
        const { tokenUrl, apiUrl } = environmentOf("test");
        const { idNatStruct, externalId } = testPlace(hospital);
        const test: TargetSettingsInput = {
          name: "essais",
          environment: "test",
          tokenUrl,
          apiBase: apiUrl,
          clientId,
          ...credentials("test"),
          campaign: { place: `${idNatStruct}/${externalId}`, placeIsEmpty: true, faultHeaders: true },
        };
        return { ...before, test };
      }),
    // The exported settings name the store of whoever runs a connector: here the keys lie in files.
    plugProduction: (target) =>
      change((before) => ({
        ...before,
        production: { ...target, establishments: [...target.establishments], ...credentials("production") },
      })),
    plugged: (): Plugged =>
      now.production !== undefined ? "production" : now.test !== undefined ? "test" : "nothing",
  };
  const certificateOf = async (
    environment: "test" | "production",
    subject: StageSubject,
  ): Promise<string> => {
    const { authority } = environmentOf(environment);
    const { certificateFile } = clientFiles(clientFolder(environment));
    if (!existsSync(certificateFile)) {
      const issued = await authority.issueClient(subject);
      writeClientFiles(clientFolder(environment), issued, authority, passphrase);
    }
    return readFileSync(certificateFile, "utf8") + authority.chainPem;
  };
  return {
    stage,
    connector: () => connector,
    async close() {
      await changing;
      await connector.close();
    },
  };
}

/** The platforms may have other ports than when the connector was told of them: `--port 0` takes free ones. */
function whereTheyAreNow(kept: Told, environments: StageParts["environments"]): Told {
  const moved = <Target extends TargetSettingsInput>(target: Target | undefined, name: string) => {
    const platform = environments.find((one) => one.name === name);
    return target && platform && { ...target, tokenUrl: platform.tokenUrl, apiBase: platform.apiUrl };
  };
  const [test, production] = [moved(kept.test, "test"), moved(kept.production, "production")];
  return { ...(test && { test }), ...(production && { production }) };
}

function roomsText(rooms: readonly string[] | undefined): string {
  return rooms === undefined ? "" : ` (${rooms[0]}-${rooms.at(-1)})`;
}
