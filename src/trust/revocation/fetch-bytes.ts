import { Agent, request } from "undici";
import type { FetchBytes } from "./check-online.ts";

const ANSWER_MAX_BYTES = 16 * 1024 * 1024;

/** Fetches over the real network, each call bounded in time and size. `close` ends what is open. */
export function networkFetch(timeoutMs: number): { fetch: FetchBytes; close(): Promise<void> } {
  const agent = new Agent({ connect: { timeout: timeoutMs } });
  const fetch: FetchBytes = async (url, post) => {
    try {
      const { statusCode, body } = await request(url, {
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
        ...(post
          ? { method: "POST", headers: { "content-type": post.contentType }, body: post.body }
          : { method: "GET" }),
      });
      const chunks: Buffer[] = [];
      let sizeBytes = 0;
      for await (const chunk of body) {
        const bytes = Buffer.from(chunk);
        sizeBytes += bytes.length;
        if (sizeBytes > ANSWER_MAX_BYTES) return undefined;
        chunks.push(bytes);
      }
      return statusCode === 200 ? Buffer.concat(chunks) : undefined;
    } catch {
      return undefined;
    }
  };
  return { fetch, close: () => agent.destroy() };
}
