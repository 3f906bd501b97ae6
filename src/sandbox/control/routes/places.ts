import { placeIdentifier } from "../../../domain/identifiers/id-nat-struct.ts";
import { listPlaces, placesFor, seedPlaces } from "../../places/places.ts";
import { readPlacesText } from "../../places/seed-file.ts";
import { CsvBody, EnvironmentQuery, ListQuery, PlaceParams, PlacesBody } from "../schemas.ts";
import { placeView } from "../views.ts";
import { type ControlApp, type ControlWorld, inEnvironment, NotThere } from "../world.ts";

/** What the environment holds, and places of one's own. */
export function placeRoutes(app: ControlApp, world: ControlWorld): void {
  app.get(
    "/places",
    { schema: { summary: "Places with their rows, in pages", querystring: ListQuery } },
    async ({ query }) =>
      inEnvironment(world, query.environment, async (work) => {
        const found = await listPlaces(work, query.after, query.limit);
        const places: unknown[] = [];
        for (const place of found) places.push(await placeView(work, place));
        const next = found.length === query.limit ? (found.at(-1)?.id ?? null) : null;
        return { places, next };
      }),
  );
  app.get(
    "/places/:idNatStruct/:externalId",
    { schema: { summary: "One place", params: PlaceParams, querystring: EnvironmentQuery } },
    async ({ params, query }) =>
      inEnvironment(world, query.environment, async (work) => {
        const [place] = placesFor(work, placeIdentifier(params.idNatStruct, params.externalId));
        if (!place) throw new NotThere("no such place");
        return placeView(work, place);
      }),
  );
  app.post(
    "/places",
    { schema: { summary: "Adds places", body: PlacesBody, querystring: EnvironmentQuery } },
    async ({ body, query }) => ({
      added: await inEnvironment(world, query.environment, (work) =>
        seedPlaces(work, body.places, world.clock.nowMs()),
      ),
    }),
  );
  app.post(
    "/places/import",
    { schema: { summary: "Adds the places of a CSV text", body: CsvBody, querystring: EnvironmentQuery } },
    async ({ body, query }) => {
      const seeds = readPlacesText(body.csv, "csv");
      return {
        added: await inEnvironment(world, query.environment, (work) =>
          seedPlaces(work, seeds, world.clock.nowMs()),
        ),
      };
    },
  );
}
