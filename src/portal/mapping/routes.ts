import { z } from "zod";
import { visibleRows } from "../journey/own-regions.ts";
import type { JourneyWorld, TypedApp } from "../journey/world.ts";
import { mappingAuthors } from "./authors.ts";
import { mappingAuthorsShape } from "./shapes.ts";

/** What the page of the GRADeS mapping needs beside the rows themselves. */
export function mappingRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/mapping/authors",
    {
      schema: {
        params: z.strictObject({ journey: z.string().min(1).max(64) }),
        response: { 200: mappingAuthorsShape },
      },
    },
    (request) => mappingAuthors(world.database, request.params.journey, visibleRows(request)),
  );
}
