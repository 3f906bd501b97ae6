import { whiteListLines } from "../../domain/journey/white-list/lines.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { changeJourney, factsOf, type JourneyWorld } from "../journey/world.ts";
import type { PlatformPatch, ProductionPlatform } from "./production.ts";

/** Reads so many times in a row at most: a journal that grows meanwhile does not hold the page for ever. */
const readsMax = 200;

/**
 * Looks into the production platform's own journal for PATCHes that it accepted from the clients of this journey's white
 * list, and keeps the newest of each establishment (DESIGN §8: proved by evidence, not by a tick). Throws RaccordError
 * `whitelist.no-platform`, `whitelist.not-listed-yet`, `whitelist.platform-away`.
 */
export async function readAcceptedPatches(
  world: JourneyWorld,
  platform: ProductionPlatform | undefined,
  journeyId: string,
): Promise<void> {
  if (platform === undefined) throw new RaccordError("whitelist.no-platform");
  const facts = await factsOf(world, world.database, journeyId);
  const lines = whiteListLines(facts);
  if (lines.length === 0) throw new RaccordError("whitelist.not-listed-yet");
  const newest = new Map<string, PlatformPatch>();
  try {
    for (const clientId of new Set(lines.map((line) => line.clientId)))
      for (const patch of await everyPatch(platform, clientId)) {
        const [idNatStruct = ""] = patch.place.split("/");
        const own = lines.some(
          (line) => line.clientId === clientId && line.establishment.idNatStruct === idNatStruct,
        );
        if (own && (newest.get(idNatStruct)?.atMs ?? 0) <= patch.atMs) newest.set(idNatStruct, patch);
      }
  } catch (error) {
    world.log.warn({ err: error, journey: journeyId }, "the journal of production was not read");
    throw new RaccordError("whitelist.platform-away");
  }
  await changeJourney(world, journeyId, async (transaction) => {
    for (const [idNatStruct, { place, atMs }] of newest)
      await transaction
        .insertInto("accepted_patch")
        .values({ journey_id: journeyId, id_nat_struct: idNatStruct, place, at_ms: atMs })
        .onConflict((conflict) =>
          conflict.columns(["journey_id", "id_nat_struct"]).doUpdateSet({ place, at_ms: atMs }),
        )
        .execute();
  });
}

async function everyPatch(platform: ProductionPlatform, clientId: string): Promise<readonly PlatformPatch[]> {
  const all: PlatformPatch[] = [];
  for (let read = 0; read < readsMax; read += 1) {
    const page = await platform.acceptedAfter(clientId, all.at(-1)?.id ?? 0);
    if (page.length === 0) break;
    all.push(...page);
  }
  return all;
}
