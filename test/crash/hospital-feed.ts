import { exampleOptions, hospitalModel } from "../../src/simulator/hospital.ts";
import { bedsSheet } from "../../src/simulator/hospital-sheets.ts";
import { frameOf } from "../../src/simulator/mllp-client.ts";
import { createStory } from "../../src/simulator/story.ts";
import { rawFrames, testdata, testdataBytes } from "../support/testdata.ts";

/** What is sent: a register of beds, and frames in order. */
export interface HospitalFeed {
  readonly name: string;
  readonly register: Uint8Array;
  readonly frames: readonly Uint8Array[];
  readonly units: readonly string[];
}

/** feed-small of the shared test data where it is, else the first messages of the invented hospital. */
export function hospitalFeed(): HospitalFeed {
  if (testdata !== undefined) {
    return {
      name: "feed-small",
      register: testdataBytes("feeds/feed-small/beds.csv"),
      frames: rawFrames(testdataBytes("feeds/feed-small/feed.mllp")),
      units: ["2310", "2320", "6000"],
    };
  }
  const hospital = hospitalModel(exampleOptions);
  const story = createStory({ hospital, seed: 1, messages: 465 });
  return {
    name: "the invented hospital",
    register: Buffer.from(bedsSheet(hospital)),
    frames: [...story.messages].map((message) => frameOf(message.bytes)),
    units: hospital.units.filter((unit) => unit.beds.length > 0).map((unit) => unit.code),
  };
}

/** MSH-10 of a frame. */
export function controlIdOf(frame: Uint8Array): string {
  return Buffer.from(frame).toString("latin1").split("|")[9] ?? "";
}
