import type { X509Certificate } from "node:crypto";
import { TLSSocket } from "node:tls";
import { judgeClientCertificate } from "../../trust/chain.ts";
import { subjectDn } from "../../trust/subject-dn.ts";
import type { PresentedCertificate } from "../rules/token-facts.ts";
import type { RevocationJudge } from "./revocation-judge.ts";

/** The client certificate of a TLS link, judged against `anchors` at one instant and by the authority's list. */
export async function peerCertificate(
  socket: unknown,
  anchors: readonly X509Certificate[],
  revocation: RevocationJudge,
  nowMs: number,
): Promise<PresentedCertificate> {
  const leaf = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (!leaf) return { kind: "absent" };
  return {
    kind: "present",
    subjectDn: subjectDn(leaf),
    chain: judgeClientCertificate(leaf, anchors, nowMs),
    revocation: await revocation(leaf),
  };
}
