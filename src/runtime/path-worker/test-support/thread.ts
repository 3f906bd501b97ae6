import { parentPort } from "node:worker_threads";

/** What the threads of the tests are told to do. */
export type Order =
  | { readonly do: "echo"; readonly text: string }
  | { readonly do: "spin" | "grow" | "throw" | "exit" };

let count = 0;
parentPort?.on("message", (order: Order) => {
  count += 1;
  switch (order.do) {
    case "echo":
      parentPort?.postMessage({ text: order.text, count });
      break;
    case "spin":
      for (;;);
    case "grow": {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(10_000).fill(kept.length));
    }
    case "throw":
      throw new Error("a fault of the thread");
    case "exit":
      process.exit(3);
  }
});
parentPort?.postMessage("ready");
