import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { add, FREE_EITHER, FREE_WOMEN, INSTALLED, type Key, remove, replace } from "./bodies.ts";
import { type Answer, LIST_PATH, PLACE, STRUCTURE, startBench } from "./support.ts";

// Calls at the same time share commits. The journal numbers exchanges in the transaction that did them, so that it is
// the order in which they count: a plain model that takes them one after the other must give every answer again.

const bench = await startBench({ tokenLifetimeSeconds: 86_400 });
after(() => bench.close());

const CONNECTIONS = 16;
const keys: readonly Key[] = [INSTALLED, FREE_WOMEN, FREE_EITHER];
/** By external identifier and by entry identifier, the place is the same. */
const addresses = [PLACE, "53/1073", `${STRUCTURE}/DOUBLE`, `${STRUCTURE}/INCONNU`] as const;

const step = fc.record({
  type: fc.constantFrom("add", "replace", "replace", "replace", "delete"),
  key: fc.constantFrom(...keys),
  // Few figures, so that a replace often brings what is held already.
  beds: fc.nat(2),
  address: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(PLACE, "53/1073") },
    fc.constantFrom(...addresses),
  ),
});
interface Step {
  readonly type: string;
  readonly key: Key;
  readonly beds: number;
  readonly address: string;
}

/** One place that is worked on by one person at a time. */
class SerialPlace {
  readonly rows = new Map<string, number>();
  version = 1;

  /** Status and version that the answer must have. */
  answer({ type, key, beds, address }: Step): readonly [status: number, etag: string | undefined] {
    if (address.endsWith("/DOUBLE")) return [412, undefined];
    if (address.endsWith("/INCONNU")) return [404, undefined];
    const name = key.map((code) => code ?? "").join("/");
    const held = this.rows.get(name);
    if (type === "add" ? held !== undefined : held === undefined)
      return [type === "add" ? 400 : 404, undefined];
    if (type === "delete") this.rows.delete(name);
    else this.rows.set(name, beds);
    if (type === "delete" || held !== beds) this.version += 1;
    return [200, `W/"${this.version}"`];
  }
}

function bodyOf({ type, key, beds }: Step, tag: string): unknown {
  const sent = type === "add" ? add(key, beds) : type === "replace" ? replace(key, beds) : remove(key);
  return { ...(sent as object), id: tag };
}

/** Tags of the requests in the order in which the sandbox did them. */
async function orderDone(): Promise<string[]> {
  const { json } = await bench.control("GET", "/journal?limit=1000");
  const { exchanges } = json as { exchanges: { endpoint: string; request: { body: string } }[] };
  return exchanges
    .filter((exchange) => exchange.endpoint === "patch")
    .map(({ request }) => String((JSON.parse(request.body) as { id: string }).id));
}

test("calls at the same time are answered as if they had come one after the other", async () => {
  const token = await bench.token();
  const run = async (steps: readonly Step[]): Promise<void> => {
    await bench.control("POST", "/reset", {});
    const answers = new Map<string, Answer>();
    const waiting = steps.map((it, index) => ({ step: it, tag: `r${index}` }));
    const byTag = new Map(waiting.map((it) => [it.tag, it.step]));
    const caller = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { address } = next.step;
        const answer = await bench.patch(bodyOf(next.step, next.tag), {
          token,
          query: `identifier=${address}`,
        });
        answers.set(next.tag, answer);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, caller));

    const model = new SerialPlace();
    const order = await orderDone();
    assert.equal(order.length, steps.length, "each call is journaled once");
    for (const tag of order) {
      const done = byTag.get(tag);
      const answer = answers.get(tag);
      assert.ok(done && answer, tag);
      const [status, etag] = model.answer(done);
      assert.equal(answer.status, status, `${tag} ${JSON.stringify(done)} ${answer.text}`);
      assert.equal(answer.headers["etag"], etag, `${tag} ${JSON.stringify(done)}`);
      if (status === 404 && !done.address.endsWith("/INCONNU")) {
        const [issue] = (answer.json as { issue: { expression: unknown }[] }).issue;
        assert.equal(issue?.expression, LIST_PATH);
      }
    }
    const { json } = await bench.control("GET", `/places/${PLACE}`);
    const place = json as { version: number; rows: { key: string; nbCapacity: number }[] };
    assert.equal(place.version, model.version);
    assert.deepEqual(
      new Map(place.rows.map((row) => [row.key, row.nbCapacity])),
      new Map([...model.rows].sort()),
    );
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 16, maxLength: 120 }), run), { numRuns: 12 });
});

test("a call whose connection is cut leaves the others of its commit alone", async () => {
  await bench.control("POST", "/reset", {});
  const token = await bench.token();
  const answers = await Promise.all(
    keys.flatMap((key) => [
      bench.patch(add(key, 1), { token }),
      bench.patch(add(key, 2), { token, headers: { "raccord-fault": "cut-before-commit" } }).then(
        () => assert.fail("the connection was to be cut"),
        () => undefined,
      ),
    ]),
  );
  assert.deepEqual(
    answers.filter((answer) => answer !== undefined).map((answer) => answer.status),
    [200, 200, 200],
  );
});
