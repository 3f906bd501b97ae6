import assert from "node:assert/strict";
import { test } from "node:test";
import { Registry } from "prom-client";
import { createDeliveryMetrics } from "./metrics.ts";

test("calls are counted by decision, differing indicators at each scrape", async () => {
  const registry = new Registry();
  let differing = 4;
  const metrics = createDeliveryMetrics(registry, async () => new Map([["test", differing]]));
  metrics.call("test", "replace", "confirmed", 120);
  metrics.call("test", "replace", "confirmed", 80);
  const text = await registry.metrics();
  assert.match(
    text,
    /raccord_delivery_calls_total\{target="test",operation="replace",result="confirmed"\} 2/,
  );
  assert.match(text, /raccord_delivery_indicators_differing\{target="test"\} 4/);
  differing = 0;
  assert.match(await registry.metrics(), /raccord_delivery_indicators_differing\{target="test"\} 0/);
});
