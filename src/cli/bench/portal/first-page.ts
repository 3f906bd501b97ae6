import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { request } from "undici";
import { z } from "zod";

/** What the build wrote of each source or shared chunk (Vite, backend integration). */
const Manifest = z.record(
  z.string(),
  z.looseObject({ file: z.string(), imports: z.array(z.string()).default([]) }),
);
const manifestFile = fileURLToPath(new URL("../../../../dist/portal/manifest.json", import.meta.url));

/** What the code of the page at `/` asks for: its route, the guide of the story, and the texts of the frame. */
const firstPageSources = ["pages/live.tsx", "act-out/guide.tsx", "texts/fr/shell.ts", "texts/en/shell.ts"];
/** A script or module preload of the page itself. */
const scriptOfPage = /(?:src|href)="\/(assets\/[^"]+\.js)"/g;

/** A script as the portal sends it. */
export interface SentScript {
  /** Path below the portal's address. */
  readonly path: string;
  /** Bytes that travel, and those of the script itself. */
  readonly sentBytes: number;
  readonly scriptBytes: number;
  readonly encoding: string;
  readonly cacheControl: string;
}

/**
 * Fetches every script of the first page as a browser does that takes Brotli and gzip. Rejects when the pages are not
 * built or one of them is not there. A test proves that a browser loads the same scripts.
 */
export async function firstPageScripts(portal: string): Promise<readonly SentScript[]> {
  const manifest = Manifest.parse(JSON.parse(await readFile(manifestFile, "utf8")));
  const files = new Set<string>();
  const add = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`${key} is not in ${manifestFile}: npm run build-web`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports) add(imported);
  };
  const html = await (await request(`${portal}/`)).body.text();
  for (const [, file] of html.matchAll(scriptOfPage)) {
    const key = Object.keys(manifest).find((one) => manifest[one]?.file === file);
    add(key ?? `${file}`);
  }
  for (const source of firstPageSources) add(source);
  return Promise.all([...files].map((file) => fetched(portal, `/${file}`)));
}

async function fetched(portal: string, path: string): Promise<SentScript> {
  const get = async (encodings: string): Promise<{ bytes: number; headers: Record<string, unknown> }> => {
    const answer = await request(portal + path, { headers: { "accept-encoding": encodings } });
    if (answer.statusCode !== 200) throw new Error(`${path}: status ${answer.statusCode}`);
    return { bytes: (await answer.body.bytes()).length, headers: answer.headers };
  };
  const sent = await get("gzip, deflate, br, zstd");
  const plain = await get("identity");
  return {
    path,
    sentBytes: sent.bytes,
    scriptBytes: plain.bytes,
    encoding: String(sent.headers["content-encoding"] ?? "identity"),
    cacheControl: String(sent.headers["cache-control"] ?? ""),
  };
}
