import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { countsAt, readOffline, stateAfter, timelines } from "../../src/cli/offline/feed-reading.ts";
import {
  feedSmallBeds,
  missing,
  rawFrames,
  testdata,
  testdataBytes,
  testdataJson,
  testdataNames,
} from "../support/testdata.ts";

interface Scenario {
  readonly steps: readonly { readonly file: string; readonly what: string; readonly after?: unknown }[];
  readonly timeline?: unknown;
}
interface Checkpoint {
  readonly after_message: number;
  readonly at: string;
  readonly units: unknown;
  readonly patients?: unknown;
}

const settings = { zone: "Europe/Paris", beds: [], closings: [] };

if (testdata !== undefined) {
  describe("published scenarios: the state after each message", () => {
    for (const name of testdataNames("scenarios")) {
      test(name, () => {
        const expected = testdataJson<Scenario>(`scenarios/${name}/expected.json`);
        const files = expected.steps.map(({ file }) => ({
          name: file,
          bytes: testdataBytes(`scenarios/${name}/${file}`),
        }));
        const steps = [...stateAfter(files, settings)];
        expected.steps.forEach((step, index) => {
          assert.deepEqual(missing(steps[index]?.after, step.after ?? {}), [], `${step.file}: ${step.what}`);
        });
        if (expected.timeline !== undefined) {
          assert.deepEqual(missing(timelines(readOffline(files, settings)), expected.timeline), []);
        }
      });
    }

    test("a bed closed, cleaned and put back by A20 shows under beds", () => {
      const name = "scenarios/s12-bed-status";
      const files = ["01-A20.hl7", "02-A20.hl7", "03-A20.hl7"].map((file) => ({
        name: file,
        bytes: testdataBytes(`${name}/${file}`),
      }));
      assert.deepEqual(
        [...stateAfter(files, settings)].map((step) => step.beds),
        ["closed", "cleaning", "free"].map((status) => ({ "2310/106/P": status })),
      );
    });
  });

  describe("feed-small: counts by unit", () => {
    const feed = testdataJson<{ checkpoints: Checkpoint[]; final: Checkpoint }>(
      "feeds/feed-small/expected.json",
    );
    const frames = rawFrames(testdataBytes("feeds/feed-small/feed.mllp"));
    const withBeds = { ...settings, beds: feedSmallBeds() };
    for (const checkpoint of [...feed.checkpoints, feed.final]) {
      const taken = frames.slice(0, checkpoint.after_message);
      const counts = (ordered: readonly Buffer[]): string[] => {
        const read = readOffline([{ name: "feed.mllp", bytes: Buffer.concat(ordered) }], withBeds);
        assert.deepEqual(read.refused, []);
        const { units, patients } = checkpoint;
        const [actual] = countsAt(read, [checkpoint.at], true);
        return missing(actual, { units, ...(patients === undefined ? {} : { patients }) });
      };
      test(`after ${checkpoint.after_message} messages, in order`, () => {
        assert.deepEqual(counts(taken), []);
      });
      test(`after ${checkpoint.after_message} messages, in any order`, () => {
        const order = fc.shuffledSubarray(taken, { minLength: taken.length });
        fc.assert(
          fc.property(order, (shuffled) => {
            assert.deepEqual(counts(shuffled), []);
          }),
          { numRuns: 10 },
        );
      });
    }
  });
}
