import { connect, createServer, type Socket } from "node:net";

/** A road to a server that can be cut and repaired. */
export interface Cuttable {
  readonly url: string;
  /** Ends every connection and takes no new one. */
  cut(): void;
  repair(): void;
  close(): Promise<void>;
}

/** Puts a road in front of the server of this address. */
export async function cuttable(url: string): Promise<Cuttable> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let whole = true;
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = createServer((inner) => {
    if (!whole) {
      inner.destroy();
      return;
    }
    const outer = connect(Number(port || 5432), hostname);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const road = new URL(url);
  road.hostname = "127.0.0.1";
  road.port = String(address !== null && typeof address === "object" ? address.port : 0);
  return {
    url: road.href,
    cut() {
      whole = false;
      end();
    },
    repair() {
      whole = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        end();
      }),
  };
}
