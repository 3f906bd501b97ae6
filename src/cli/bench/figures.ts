import type { FigureSource, FigureSpec } from "./figure.ts";
import { catchUp } from "./figures/catch-up.ts";
import { mllp } from "./figures/mllp.ts";
import { movementToConfirmed } from "./figures/movement-to-confirmed.ts";
import { portal } from "./figures/portal.ts";
import { processes } from "./figures/processes.ts";
import { recompute } from "./figures/recompute.ts";
import { sandboxPatch } from "./figures/sandbox-patch.ts";
import { sandboxPlaces } from "./figures/sandbox-places.ts";
import { sandboxSelection } from "./figures/sandbox-selection.ts";
import { sandboxToken } from "./figures/sandbox-token.ts";

/** Every measurement of `raccord bench`, in the order of its table. */
export const figureSources: readonly FigureSource[] = [
  mllp,
  movementToConfirmed,
  catchUp,
  recompute,
  processes,
  sandboxPatch,
  sandboxToken,
  sandboxSelection,
  sandboxPlaces,
  portal,
];

/** Every figure, in the same order. */
export const figureSpecs: readonly FigureSpec[] = figureSources.flatMap((source) => source.figures);
