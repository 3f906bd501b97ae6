import { lintPatch } from "../../dialect/lint/lint.ts";
import { EnvironmentQuery, LintBody } from "../schemas.ts";
import { type ControlApp, type ControlWorld, environmentOf } from "../world.ts";

/** Is this PATCH accepted by the national service, is it standard FHIR? */
export function lintRoutes(app: ControlApp, world: ControlWorld): void {
  app.post(
    "/lint",
    { schema: { summary: "Judges a PATCH body", body: LintBody, querystring: EnvironmentQuery } },
    async ({ body, query }) => {
      const { behaviour } = environmentOf(world, query.environment).settings;
      const text = typeof body.patch === "string" ? body.patch : JSON.stringify(body.patch);
      return lintPatch(Buffer.from(text), behaviour, world.clock.nowMs());
    },
  );
}
