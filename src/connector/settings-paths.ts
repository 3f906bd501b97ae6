import { resolve } from "node:path";
import type { TargetSettings } from "./deliver/target-settings.ts";
import type { ConnectorSettings } from "./settings.ts";

/** The settings with every file and folder name made absolute: names are relative to the settings file. */
export function resolveSettingsPaths(settings: ConnectorSettings, folder: string): ConnectorSettings {
  const at = (name: string): string => resolve(folder, name);
  return {
    ...settings,
    http: { ...settings.http },
    database: {
      ...settings.database,
      ...(settings.database.urlFile === undefined ? {} : { urlFile: at(settings.database.urlFile) }),
    },
    ...(settings.backup === undefined
      ? {}
      : { backup: { ...settings.backup, folder: at(settings.backup.folder) } }),
    ...(settings.pseudonymKeyFile === undefined ? {} : { pseudonymKeyFile: at(settings.pseudonymKeyFile) }),
    feeds: settings.feeds.map((feed) => ({
      ...feed,
      ...(feed.folder === undefined ? {} : { folder: at(feed.folder) }),
      ...(feed.mllp?.tls === undefined
        ? {}
        : {
            mllp: {
              ...feed.mllp,
              tls: {
                ...feed.mllp.tls,
                certFile: at(feed.mllp.tls.certFile),
                keyFile: at(feed.mllp.tls.keyFile),
                ...(feed.mllp.tls.caFile === undefined ? {} : { caFile: at(feed.mllp.tls.caFile) }),
              },
            },
          }),
    })),
    targets: settings.targets.map((target) => resolveTargetPaths(target, folder)),
  };
}

type Certificate = NonNullable<TargetSettings["certificate"]>;

/** One target with every file and folder name made absolute. */
export function resolveTargetPaths(target: TargetSettings, folder: string): TargetSettings {
  const at = (name: string): string => resolve(folder, name);
  const pem = <Part extends { file: string } | { text: string }>(part: Part): Part =>
    "file" in part ? { ...part, file: at(part.file) } : part;
  const certificate = (part: Certificate): Certificate =>
    "store" in part
      ? { ...part, store: at(part.store) }
      : {
          ...part,
          certificate: pem(part.certificate),
          key: pem(part.key),
          ...(part.keyPassphraseFile === undefined ? {} : { keyPassphraseFile: at(part.keyPassphraseFile) }),
        };
  return {
    ...target,
    ...(target.authority === undefined ? {} : { authority: pem(target.authority) }),
    ...(target.certificate === undefined ? {} : { certificate: certificate(target.certificate) }),
    ...(target.reader?.certificate === undefined
      ? {}
      : { reader: { ...target.reader, certificate: certificate(target.reader.certificate) } }),
  };
}
