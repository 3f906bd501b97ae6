import type { TargetExport } from "../../domain/journey/white-list/target.ts";

/** Who a certificate of the story is for (onboarding §5.3). */
export interface StageSubject {
  readonly commonName: string;
  readonly organization: string;
  readonly structureId: string;
  readonly department: string;
}

/** What the connector of the story feeds, so far. */
export type Plugged = "nothing" | "test" | "production";

/**
 * What the story needs of the world outside the portal, and whoever starts everything on one machine gives: the authorities
 * of the imitation, and somebody who changes the settings of the connector as the information technology of a hospital
 * would.
 */
export interface Stage {
  /** The hospital whose movements the connector receives. */
  readonly hospital: {
    readonly name: string;
    readonly finessEg: string;
    readonly idNatStruct: string;
    readonly beds: number;
    readonly places: readonly { readonly unit: string; readonly externalId: string; readonly name: string }[];
  };
  /** The certificate of an environment as its authority issued it, with the chain, as PEM; made at the first call. The key stays on the stage. */
  certificate(environment: "test" | "production", subject: StageSubject): Promise<string>;
  /** Gives the connector the access to the test platform, so that it can play a campaign there. */
  plugTest(clientId: string): Promise<void>;
  /** Gives the connector the settings that the portal exported, and every place of the hospital to feed with them. */
  plugProduction(target: TargetExport): Promise<void>;
  plugged(): Plugged;
}
