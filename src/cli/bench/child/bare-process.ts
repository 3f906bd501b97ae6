/** A process of Node that does nothing: what memory and start-up cost before any line of ours. */
setInterval(() => undefined, 60_000);
process.once("SIGTERM", () => process.exit(0));
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
