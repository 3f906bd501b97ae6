import { type Bench, type Changed, placeText, rowBefore } from "../bench.ts";
import { callsText, failed, passed, type Scenario } from "./outcome.ts";

/** Puts back what was changed, newest first, and reads the place again where there is a reader. */
export const putBack: Scenario = async (bench) => {
  const wrong: string[] = [];
  for (const changed of bench.changed().toReversed()) wrong.push(...(await putBackOne(bench, changed)));
  if (wrong.length === 0) wrong.push(...(await differences(bench)));
  const count = bench.changed().length;
  return wrong.length === 0
    ? passed(`${count} enregistrements remis comme avant.`, `${count} records put back as they were.`)
    : failed(`Pas remis : ${wrong.join(" ; ")}.`, `not put back: ${wrong.join("; ")}.`);
};

async function putBackOne(bench: Bench, changed: Changed): Promise<string[]> {
  const what = `${placeText(changed.place)} ${changed.row.indicatorId}`;
  if (changed.lost) return [`${what} (${changed.row.count}, before: ?)`];
  const row = rowBefore(changed, bench);
  try {
    const { calls, decision } = await bench.send(row, {}, changed.place);
    return decision.kind === "confirmed" ? [] : [`${what} (${callsText(calls)})`];
  } catch (error) {
    return [`${what} (${error instanceof Error ? error.message : String(error)})`];
  }
}

/** Rows that the reader shows otherwise than before. */
async function differences(bench: Bench): Promise<string[]> {
  const name = placeText(bench.place);
  let now: ReadonlyMap<string, unknown> | undefined;
  try {
    now = await bench.client.read(bench.place);
  } catch (error) {
    return [`${name} (${error instanceof Error ? error.message : String(error)})`];
  }
  if (now === undefined) return [];
  const keys = new Set([...bench.before.keys(), ...now.keys()]);
  return [...keys].filter((key) => JSON.stringify(now.get(key)) !== JSON.stringify(bench.before.get(key)));
}
