import { after, test } from "node:test";
import { damagedFilesAreAnswered, goodFiles } from "./damaged-files.ts";
import { has, workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());

test("thousands of damaged files are answered in words", { skip: !has("openssl", "version") }, async () => {
  await damagedFilesAreAnswered(await goodFiles(shop), 12_000);
});
