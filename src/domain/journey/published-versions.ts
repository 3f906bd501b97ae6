/**
 * What was in force when Raccord's own lists were made (onboarding §1 step 01, [R-INTRO], read on 2026-11-23). The pages of
 * the guide do not all give the same number: they are to be read again before relying on it.
 */
export const publishedVersions = { model: "3.0.1", guide: "0.7.0", readOn: "2026-11-23" } as const;
