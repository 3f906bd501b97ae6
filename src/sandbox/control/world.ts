import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Log } from "../../runtime/log.ts";
import type { RunningEnvironment } from "../environment.ts";
import type { MovableClock } from "../movable-clock.ts";
import type { Work } from "../places/tables.ts";

/** What the control API works with. */
export interface ControlWorld {
  readonly environments: readonly RunningEnvironment[];
  readonly token: string;
  readonly clock: MovableClock;
  readonly log: Log;
}

/** The server as the routes see it: schemas are Zod's. */
export type ControlApp = ReturnType<typeof typed>;

export function typed(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}

/** A request that names what is not there. */
export class NotThere extends Error {
  readonly statusCode = 404;
}

/** A request whose members do not go together. */
export class WrongInput extends Error {
  readonly statusCode = 400;
}

/** The environment of that name, or the first. Throws NotThere. */
export function environmentOf(world: ControlWorld, name: string | undefined): RunningEnvironment {
  const found =
    name === undefined ? world.environments[0] : world.environments.find((it) => it.name === name);
  if (!found) throw new NotThere(`no environment is called ${name ?? ""}`);
  return found;
}

/** Runs one transaction in an environment. */
export function inEnvironment<Result>(
  world: ControlWorld,
  name: string | undefined,
  run: (work: Work, environment: RunningEnvironment) => Promise<Result>,
): Promise<Result> {
  const environment = environmentOf(world, name);
  return environment.database.transaction().execute((work) => run(work, environment));
}
