import type { BenchContext } from "./context.ts";

export type Unit = "messages/s" | "calls/s" | "selections/s" | "rows/s" | "ms" | "kB" | "MB" | "% of a core";

/** What a figure should reach: of its value, or of its ratio to the reference. */
export type Aim = { readonly of: "value" | "ratio" } & (
  | { readonly atLeast: number }
  | { readonly atMost: number }
);

/** What stands beside a figure: the most the machine gives (`ceiling`), or another product doing less (`peer`). */
export interface Reference {
  readonly kind: "ceiling" | "peer";
  readonly name: string;
  readonly unit: Unit;
}

/** A figure before it is measured. */
export interface FigureSpec {
  /** Unique, lower-case words with hyphens: the name after `--only`. */
  readonly name: string;
  /** What is measured, in one clause. */
  readonly what: string;
  readonly unit: Unit;
  readonly reference: Reference;
  /** Absent: shown for comparison only. */
  readonly aim?: Aim;
  /** What bounds the figure when it misses its aim. */
  readonly limit: string;
}

/** What a measurement says about one spec. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  /** The reference of the same run, or why there is none. */
  readonly reference: number | { readonly skipped: string };
  /** Other numbers of the same measurement: percentiles, counts. */
  readonly details?: Readonly<Record<string, number>>;
}

/** A figure could not be measured here. */
export interface Skipped {
  readonly name: string;
  readonly skipped: string;
}

/** Figures that one measurement gives together. */
export interface FigureSource {
  readonly figures: readonly FigureSpec[];
  measure(context: BenchContext): Promise<readonly (Measured | Skipped)[]>;
}

interface NamedValue {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
}

/** One line of `raccord bench --json`. */
export interface Figure {
  readonly name: string;
  readonly what: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly ceiling?: NamedValue;
  readonly peer?: NamedValue;
  /** Value divided by the reference; `null` without a reference. */
  readonly ratio: number | null;
  readonly aim: Aim | null;
  /** `null`: not measured, or no aim. */
  readonly met: boolean | null;
  readonly limitedBy?: string;
  readonly skipped?: string;
  readonly details?: Readonly<Record<string, number>>;
}

/** Puts a measurement beside its reference and its aim. */
export function judged(spec: FigureSpec, measured: Measured | Skipped): Figure {
  const { name, what, unit, reference: beside } = spec;
  const aim = spec.aim ?? null;
  if ("skipped" in measured) {
    return { name, what, value: null, unit, ratio: null, aim, met: null, skipped: measured.skipped };
  }
  const { value, reference, details } = measured;
  const known = typeof reference === "number" && reference > 0 ? reference : undefined;
  const ratio = known === undefined ? null : rounded(value / known);
  const met = aim === null ? null : reached(aim, value, ratio);
  return {
    name,
    what,
    value: rounded(value),
    unit,
    ...(known === undefined
      ? {}
      : { [beside.kind]: { name: beside.name, value: rounded(known), unit: beside.unit } }),
    ratio,
    aim,
    met,
    ...(met === false ? { limitedBy: spec.limit } : {}),
    ...(typeof reference === "number" ? {} : { skipped: reference.skipped }),
    ...(details === undefined
      ? {}
      : { details: Object.fromEntries(Object.entries(details).map(([key, one]) => [key, rounded(one)])) }),
  };
}

function reached(aim: Aim, value: number, ratio: number | null): boolean | null {
  const judgedValue = aim.of === "value" ? value : ratio;
  if (judgedValue === null) return null;
  return "atLeast" in aim ? judgedValue >= aim.atLeast : judgedValue <= aim.atMost;
}

/** Four significant digits: more would pretend a precision that a measurement does not have. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
