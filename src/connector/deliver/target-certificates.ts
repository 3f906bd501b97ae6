import type { X509Certificate } from "node:crypto";
import type { Clock } from "../../runtime/clock.ts";
import type { Random } from "../../runtime/random.ts";
import { type CertificateEnd, endOfStored } from "../../trust/store/metrics.ts";
import { type ExpiryNotice, expiryNotice } from "../../trust/store/notices.ts";
import { certificateId, openCertificateStore, type StoredCertificate } from "../../trust/store/store.ts";
import { successorOf } from "../../trust/store/succession.ts";
import { subjectDn } from "../../trust/subject-dn.ts";
import { faultOf, readLeaf } from "./credentials.ts";
import type { TargetSettings } from "./target-settings.ts";

/** The certificate that the settings of a target name, as it lies on disk now. */
export type TargetCertificate =
  | {
      readonly kind: "read";
      readonly target: string;
      readonly id: string;
      readonly subjectDn: string;
      readonly validToMs: number;
      readonly notice: ExpiryNotice;
      /** Identifier of a later certificate that stands ready beside it in the store. */
      readonly successor: string | undefined;
    }
  | { readonly kind: "unreadable"; readonly target: string; readonly detail: string };

type Named = Pick<TargetSettings, "name" | "certificate">;
/** Each target, and each reader of one as a target of its own: both certificates end some day. */
export function withReaders(targets: readonly TargetSettings[]): Named[] {
  return targets.flatMap(({ name, certificate, reader }) => [
    { name, certificate },
    ...(reader === undefined ? [] : [{ name: `${name} (reader)`, certificate: reader.certificate }]),
  ]);
}

type StoreWorld = { readonly clock: Clock; readonly random: Random };

/** The certificates of the targets that have one, in their order, with the notice due now (onboarding §5.6 row 4). */
export function targetCertificates(targets: readonly Named[], world: StoreWorld): TargetCertificate[] {
  return targets.flatMap(({ name: target, certificate }): TargetCertificate[] => {
    if (certificate === undefined) return [];
    let leaf: X509Certificate;
    try {
      leaf = readLeaf(certificate);
    } catch (error) {
      return [{ kind: "unreadable", target, detail: faultOf(error) }];
    }
    const validToMs = Date.parse(leaf.validTo);
    const notice = expiryNotice(validToMs, world.clock.nowMs());
    const id = certificateId(leaf);
    const beside = storedBeside(certificate, world);
    const inService = beside.find((it) => it.current);
    const successor = inService && successorOf(beside, inService);
    return [{ kind: "read", target, id, subjectDn: subjectDn(leaf), validToMs, notice, successor }];
  });
}

/** The ends of what the targets use, and of what stands beside it in their stores. */
export function targetCertificateEnds(targets: readonly Named[], world: StoreWorld): CertificateEnd[] {
  return targets.flatMap(({ name: target, certificate }) => {
    if (certificate === undefined) return [];
    const stored = storedBeside(certificate, world);
    if (stored.length > 0) {
      return stored.map((it) => ({ ...endOfStored(it), ...(it.current ? { target } : {}) }));
    }
    return targetCertificates([{ name: target, certificate }], world).flatMap((it) =>
      it.kind === "read" ? [{ target, certificate: it.id, current: true, validToMs: it.validToMs }] : [],
    );
  });
}

/** All certificates of the role in the target's store; none for files, or when the store cannot be read. */
function storedBeside(named: NonNullable<Named["certificate"]>, world: StoreWorld): StoredCertificate[] {
  if (!("store" in named)) return [];
  try {
    const { environment, role } = named;
    const all = openCertificateStore(named.store, world).list();
    return all.filter((it) => it.environment === environment && it.role === role);
  } catch {
    // What is in service is read by itself, so that a damaged neighbour hides nothing of it.
    return [];
  }
}
