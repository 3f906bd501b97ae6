import { writeFileSync } from "node:fs";
import { exampleSettings } from "../src/cli/demonstration/example-settings.ts";

/** Writes `examples/hospital/raccord.config.json`: the mapping of the invented hospital, for three separate processes. */
writeFileSync("examples/hospital/raccord.config.json", exampleSettings());
