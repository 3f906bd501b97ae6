import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { webStamp } from "../src/portal/pages/web-stamp.ts";

/**
 * Builds the portal's pages from `src/portal/web` into `dist/portal`: `build-web.ts [--if-changed]`.
 *
 * With `--if-changed` nothing is done while the sources are those of the last build. Every asset is also written
 * compressed (brotli, gzip). The finished folder replaces the old one in one move, so that a server never reads half a
 * build. Without Vite (an install for production) it says so and ends well. Words go to standard error: standard
 * output belongs to the command that runs next. Exit codes: 0 built or nothing to do, 1 the build failed.
 */
const root = fileURLToPath(new URL("../", import.meta.url));
const target = join(root, "dist/portal");
const building = join(root, `dist/portal-${process.pid}`);
/** Files smaller than this are not worth compressing. */
const compressMinBytes = 1024;

process.exitCode = await main(process.argv.includes("--if-changed"));

async function main(ifChanged: boolean): Promise<number> {
  const stamp = await webStamp(root);
  if (ifChanged && (await lastStamp()) === stamp) return 0;
  const vite = await loadVite();
  if (vite === undefined) {
    say(
      "Vite is not installed (production install): the portal's pages are not built; dist/portal is used as it is.",
    );
    return 0;
  }
  try {
    await vite.build(settings());
    await compressAll(join(building, "assets"));
    await writeFile(join(building, "stamp"), stamp);
    await replace();
    say(`The portal's pages are built in dist/portal.`);
    return 0;
  } catch (error) {
    say(`The portal's pages cannot be built: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

function settings(): import("vite").InlineConfig {
  return {
    configFile: false,
    root: join(root, "src/portal/web"),
    logLevel: "warn",
    mode: "production",
    build: {
      outDir: building,
      emptyOutDir: true,
      // Which file holds which source: read by `raccord bench`, never served.
      manifest: "manifest.json",
      // Data addresses are not in the pages' content policy.
      assetsInlineLimit: 0,
      // The helper that this would add is for browsers older than those that Mantine supports.
      modulePreload: { polyfill: false },
      target: "es2022",
      reportCompressedSize: false,
      // What travels is judged by a test; uncompressed, the frame of all pages is larger than Vite's usual limit.
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        output: {
          codeSplitting: {
            // What every page needs comes as one file: a score of small ones cost more to ask for than to read.
            groups: [{ name: "frame", tags: ["$initial"], test: (id) => !/\.css(\?|$)/.test(id) }],
          },
        },
        onwarn(warning, warn) {
          // Libraries mark what a server must not render; there is no rendering on a server here.
          if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
        },
      },
    },
  };
}

async function loadVite(): Promise<typeof import("vite") | undefined> {
  if (!existsSync(join(root, "node_modules/vite"))) return undefined;
  return import("vite");
}

async function lastStamp(): Promise<string | undefined> {
  return readFile(join(target, "stamp"), "utf8").catch(() => undefined);
}

async function compressAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (![".js", ".css", ".svg"].includes(extname(name))) continue;
    const body = await readFile(join(folder, name));
    if (body.length < compressMinBytes) continue;
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
    await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(body, options));
    await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(body, { level: 9 }));
  }
}

async function replace(): Promise<void> {
  await mkdir(join(root, "dist"), { recursive: true });
  const old = join(root, `dist/portal-old-${process.pid}`);
  await rename(target, old).catch(() => undefined);
  await rename(building, target);
  await rm(old, { recursive: true, force: true });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
