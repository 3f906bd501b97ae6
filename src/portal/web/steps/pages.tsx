import { type ComponentType, lazy } from "react";
import { type StepId, stepIds } from "../../../domain/journey/step.ts";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";

interface StepModule {
  readonly Page: ComponentType<StepPageProps>;
}

/** The file `step-ID.tsx` of a step is its page; each is loaded when it is first opened. */
const modules = import.meta.glob<StepModule>("./step-*.tsx");

const pages = new Map<StepId, ComponentType<StepPageProps>>(
  stepIds.flatMap((id) => {
    const load = modules[`./step-${id}.tsx`];
    return load === undefined ? [] : [[id, lazy(async () => ({ default: (await load()).Page }))] as const];
  }),
);

/** The page of a step: its own, else the frame with what its definition says. */
export function pageOf(id: StepId): ComponentType<StepPageProps> {
  return pages.get(id) ?? StepPage;
}
