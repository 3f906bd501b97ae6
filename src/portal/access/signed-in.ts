import type { Grant } from "../../domain/journey/roles.ts";

/** Who makes a request, as the session says. The hook of `signin/` puts it on every request; `null`: nobody. */
export interface SignedIn {
  readonly personId: string;
  readonly name: string;
  /** Empty when the provider tells none. */
  readonly email: string;
  /** Standing grants, read anew at each request: what was revoked is gone at once. */
  readonly grants: readonly Grant[];
}

declare module "fastify" {
  interface FastifyRequest {
    signedIn: SignedIn | null;
  }
}
