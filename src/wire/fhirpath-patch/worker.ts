import { parentPort } from "node:worker_threads";
import { answerPathRequest, type PathRequest } from "./path-service.ts";

/** Body of the thread that evaluates paths of others; whoever started it ends it at the time limit. */
const port = parentPort;
if (!port) throw new Error("this module is the body of a thread");
port.on("message", (request: PathRequest) => port.postMessage(answerPathRequest(request)));
port.postMessage("ready");
