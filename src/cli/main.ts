#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Compiled modules are kept beside the installed ones, under the same rights: a start takes half the time and memory.
// Where that folder cannot be written, nothing is kept and nothing fails.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/raccord", import.meta.url)));
await import("./program.ts");
