/** One line of a platform's write list. */
export interface PlatformLine {
  readonly subjectDn: string;
  readonly idNatStruct: string;
}

/** An accepted PATCH of a platform's journal. */
export interface PlatformPatch {
  /** Number in the journal. */
  readonly id: number;
  readonly atMs: number;
  /** `IdNatStruct/externalId`. */
  readonly place: string;
}

/** The production platform as the white list needs it; each call rejects when the platform does not answer. */
export interface ProductionPlatform {
  /** Registers a client, or changes the subject of its certificate. */
  putClient(clientId: string, subjectDn: string): Promise<void>;
  writeList(): Promise<readonly PlatformLine[]>;
  addLines(lines: readonly PlatformLine[]): Promise<void>;
  removeLine(line: PlatformLine): Promise<void>;
  /** Accepted PATCHes of a client after this number of the journal, oldest first. */
  acceptedAfter(clientId: string, after: number): Promise<readonly PlatformPatch[]>;
}

/** The platform with the addresses that it serves. */
export interface Production {
  readonly platform: ProductionPlatform;
  readonly addresses: { readonly feedingUrl: string; readonly tokenUrl: string } | undefined;
}
