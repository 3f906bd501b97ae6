import { parentPort } from "node:worker_threads";

// Never says that it is ready.
parentPort?.on("message", () => undefined);
