/** A sentence in both languages. */
export interface TwoLanguages {
  readonly fr: string;
  readonly en: string;
}

/** The instant as ISO 8601 in UTC. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** As `iso`; 0 = never. */
export function isoOrNull(ms: number): string | null {
  return ms > 0 ? iso(ms) : null;
}
