import type { ExpiryNotice } from "../../trust/store/notices.ts";
import type { CertificateStore } from "../../trust/store/store.ts";
import type { RehearsalIdentity, RehearsalOutcome } from "../../trust/store/succession.ts";
import { type CliIo, printJson } from "../io.ts";
import { type CommonOptions, guarded, languageOf } from "./context.ts";
import { dayText } from "./facts-text.ts";

export interface StoreOptions extends CommonOptions {
  readonly store: string;
}

export interface RehearseOptions extends StoreOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly authority?: string[];
}

const TOKEN_TIMEOUT_MS = 20_000;
const ANSWER_MAX_BYTES = 65_536;

/** `raccord certificate list`: what is stored, what serves, what ends soon. */
export function listStore(options: StoreOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { expiryNotice } = await import("../../trust/store/notices.ts");
    const { systemClock } = await import("../../runtime/clock.ts");
    const store = await openStore(options.store);
    for (const it of store.list()) {
      const { id, environment, role, subjectDn, current, entry } = it;
      const notice = expiryNotice(it.validToMs, systemClock.nowMs());
      const rehearsed = entry.rehearsals.at(-1)?.token ?? false;
      const confirmed = entry.confirmation?.date ?? null;
      const validTo = new Date(it.validToMs).toISOString();
      if (options.json) {
        printJson(io, { id, environment, role, subjectDn, validTo, current, notice, rehearsed, confirmed });
        continue;
      }
      const mark = current ? "*" : " ";
      const due = noticeText(notice, languageOf(options, io));
      const proof = `${rehearsed ? "R" : "-"}${confirmed ? "C" : "-"}`;
      io.stdout(
        `${mark} ${id} ${environment} ${role} ${proof} ${dayText(it.validToMs)}${due} ${subjectDn}\n`,
      );
    }
  });
}

function noticeText(notice: ExpiryNotice, language: "fr" | "en"): string {
  const french = language === "fr";
  switch (notice.kind) {
    case "none":
      return "";
    case "due":
      return french ? ` (encore ${notice.daysLeft} j)` : ` (${notice.daysLeft} d left)`;
    case "expired":
      return french ? " (TERMINÉ)" : " (ENDED)";
  }
}

/** `raccord certificate rehearse`: a token with the stored certificate; the one in service is not touched. */
export function rehearseStored(id: string, options: RehearseOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { rehearse } = await import("../../trust/store/succession.ts");
    const { systemClock } = await import("../../runtime/clock.ts");
    const { wordsOf } = await import("../../trust/words.ts");
    const { explainFailure } = await import("../../trust/tls/explain.ts");
    const store = await openStore(options.store);
    const outcome = await rehearse(store, id, (identity) => obtainToken(identity, options), systemClock);
    const code = outcome.token ? undefined : explainFailure(outcome.detail);
    const words = code ? wordsOf(code, languageOf(options, io)) : undefined;
    if (options.json) printJson(io, { id, ...outcome, ...(code ? { code, ...words } : {}) });
    else if (words) io.stderr(`${outcome.detail}\n${words.text}.\n${words.advice}\n`);
    else io.stdout(languageOf(options, io) === "fr" ? `${id} : jeton obtenu.\n` : `${id}: token obtained.\n`);
    io.setExitCode(outcome.token ? 0 : 1);
  });
}

/** `raccord certificate confirm`: records the answer about the white list. */
export function confirmStored(
  id: string,
  options: StoreOptions & { readonly on: string; readonly reference: string },
  io: CliIo,
): Promise<void> {
  return guarded(options, io, async () => {
    const { confirmWhiteList } = await import("../../trust/store/succession.ts");
    const { systemClock } = await import("../../runtime/clock.ts");
    const store = await openStore(options.store);
    confirmWhiteList(store, id, { date: options.on, reference: options.reference }, systemClock);
    const { subjectDn } = store.get(id);
    if (options.json) printJson(io, { id, subjectDn, confirmed: options.on });
    else io.stdout(`${id}: ${options.on}, ${options.reference}\n${subjectDn}\n`);
  });
}

/** `raccord certificate switch`: puts a rehearsed and confirmed certificate into service. */
export function switchStored(id: string, options: StoreOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { switchTo } = await import("../../trust/store/succession.ts");
    const { systemClock } = await import("../../runtime/clock.ts");
    const { join } = await import("node:path");
    const { environment, role, subjectDn } = switchTo(await openStore(options.store), id, systemClock);
    const folder = join(options.store, environment, role, "current");
    if (options.json) printJson(io, { id, environment, role, subjectDn, folder });
    else io.stdout(`${folder} → ${id}\n${subjectDn}\n`);
  });
}

async function openStore(folder: string): Promise<CertificateStore> {
  const { openCertificateStore } = await import("../../trust/store/store.ts");
  const { systemClock } = await import("../../runtime/clock.ts");
  const { systemRandom } = await import("../../runtime/random.ts");
  return openCertificateStore(folder, { clock: systemClock, random: systemRandom });
}

async function obtainToken(identity: RehearsalIdentity, options: RehearseOptions): Promise<RehearsalOutcome> {
  const { createHttpClient } = await import("../../runtime/http-client.ts");
  const { authoritiesOf } = await import("./inputs.ts");
  const { publicFile } = await import("../../trust/files/public-file.ts");
  const { systemClock } = await import("../../runtime/clock.ts");
  const authorities = await authoritiesOf(options.authority);
  const client = createHttpClient({
    clock: systemClock,
    connectionsMax: 1,
    connectTimeoutMs: TOKEN_TIMEOUT_MS,
    certificate: identity,
    ...(authorities.length === 0 ? {} : { authorityPem: publicFile(authorities) }),
  });
  const form = new URLSearchParams({ grant_type: "client_credentials", client_id: options.clientId });
  const reply = await client
    .send({
      method: "POST",
      url: options.tokenUrl,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
      timeoutMs: TOKEN_TIMEOUT_MS,
      answerMaxBytes: ANSWER_MAX_BYTES,
    })
    .finally(() => client.close());
  if (reply.kind === "lost") return { token: false, detail: `${reply.cause} ${reply.detail}` };
  const token = reply.status === 200 && /"access_token"\s*:\s*"[^"]/.test(reply.body);
  // The name of the OAuth error only: an answer may hold more than one wants to keep.
  const error = /"error"\s*:\s*"([a-z_]{1,60})"/.exec(reply.body)?.[1] ?? "";
  return { token, detail: `${reply.status} ${error}`.trim() };
}
