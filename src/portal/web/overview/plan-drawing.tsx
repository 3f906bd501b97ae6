import { useTranslation } from "react-i18next";
import { type PlannedStep, plan, planTracks } from "../../../domain/journey/plan.ts";
import type { JourneyView, StepView } from "../../journey/shapes.ts";

const box = { width: 98, height: 40, gapX: 20, gapY: 22, left: 168, top: 12 } as const;

const columns = Math.max(...plan.map(({ column }) => column)) + 1;
const size = {
  width: box.left + columns * (box.width + box.gapX),
  height: box.top * 2 + planTracks.length * (box.height + box.gapY),
};

function cornerOf({ column, track }: PlannedStep): { x: number; y: number } {
  const row = (planTracks as readonly string[]).indexOf(track);
  return { x: box.left + column * (box.width + box.gapX), y: box.top + row * (box.height + box.gapY) };
}

/** A line from the step that is needed to the one that needs it. */
function linePath(from: PlannedStep, to: PlannedStep): string {
  const start = cornerOf(from);
  const end = cornerOf(to);
  const x1 = start.x + box.width;
  const y1 = start.y + box.height / 2;
  const y2 = end.y + box.height / 2;
  const middle = end.x - box.gapX / 2;
  return `M${x1} ${y1}H${middle}V${y2}H${end.x}`;
}

/**
 * The plan as a drawing: one row for each track, one box for each step, lines from what is needed. The lists under it say the
 * same in words, so that screen readers pass it over.
 */
export function PlanDrawing({ journey }: { readonly journey: JourneyView }) {
  const { t } = useTranslation(["overview", "steps"]);
  const states = new Map(journey.steps.map(({ id, state }): [string, StepView["state"]] => [id, state]));
  const lines = plan.flatMap((to) =>
    to.needs.flatMap((need) => {
      const from = plan.find(({ id }) => id === need);
      return from === undefined ? [] : [{ key: `${need}-${to.id}`, path: linePath(from, to) }];
    }),
  );
  return (
    <div className="plan">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true" focusable="false">
        {planTracks.map((track, row) => (
          <text key={track} x={0} y={box.top + row * (box.height + box.gapY) + box.height / 2 + 5}>
            {t(`steps:track.${track}`)}
          </text>
        ))}
        {lines.map(({ key, path }) => (
          <path key={key} d={path} className="plan-line" />
        ))}
        {plan.map((step) => {
          const { x, y } = cornerOf(step);
          const state = states.get(step.id) ?? "not-started";
          return (
            <g key={step.id} className={`plan-step is-${state}`}>
              <rect x={x} y={y} width={box.width} height={box.height} rx={6} />
              <text x={x + box.width / 2} y={y + 17} textAnchor="middle" className="plan-name">
                {/^\d/.test(step.id) ? step.id : t(`overview:plan.short.${step.id as "mapping"}`)}
              </text>
              <text x={x + box.width / 2} y={y + 33} textAnchor="middle" className="plan-state">
                {t(`steps:state.${state}`)}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
