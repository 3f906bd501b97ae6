import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { connectorSettings } from "../../connector/settings.ts";
import { loadSettings } from "../../runtime/settings.ts";
import { exampleSettings } from "./example-settings.ts";

const file = "examples/hospital/raccord.config.json";

test("the settings file of the example is what the invented hospital asks for, and is accepted", () => {
  assert.equal(readFileSync(file, "utf8"), exampleSettings());
  const settings = loadSettings(connectorSettings, { file, section: "connector", environment: {} });
  assert.equal(settings.places.length, 7);
});

test("an environment variable of the same name wins over the file; a wrong one is refused with a suggestion", () => {
  const environment = {
    RACCORD__connector__http__port: "7999",
    RACCORD__connector__feeds__0__silenceMaxMinutes: "5",
  };
  const settings = loadSettings(connectorSettings, { file, section: "connector", environment });
  assert.deepEqual([settings.http.port, settings.feeds[0]?.silenceMaxMinutes], [7999, 5]);
  const wrong = { RACCORD__connector__feeds__0__silenceMaxMinute: "5" };
  assert.throws(
    () => loadSettings(connectorSettings, { file, section: "connector", environment: wrong }),
    /feeds\.0: unknown key silenceMaxMinute \(did you mean silenceMaxMinutes\?\)/,
  );
});
