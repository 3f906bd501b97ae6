import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Our own green-blue, from ground to ink; not the State's design (its reuse is reserved to State sites). */
const raccord: MantineColorsTuple = [
  "#e9f6f3",
  "#d3ebe6",
  "#a6d8ce",
  "#7fd4c3",
  "#4fae9d",
  "#2f8a7b",
  "#1f7466",
  "#156458",
  "#0f5c52",
  "#0a443d",
];

/**
 * Mantine with contrasts of WCAG AA: a dark primary in the light scheme and a light one in the dark scheme, each with
 * the letters that can be read on it.
 */
export const theme = createTheme({
  primaryColor: "raccord",
  colors: { raccord },
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: "650" },
  defaultRadius: "md",
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "pointer",
});

/** Colours that Mantine's own defaults leave under 4.5:1. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fbfaf6",
    "--mantine-color-text": "#1d2422",
    "--mantine-color-error": "#8c1d18",
    "--mantine-color-dimmed": "#4d5753",
    "--mantine-color-placeholder": "#5b6561",
    "--mantine-color-anchor": "#0f5c52",
    "--raccord-focus": "#0a4fb3",
    "--raccord-line": "#7d8782",
    "--raccord-panel": "#ffffff",
    "--raccord-good": "#14603a",
    "--raccord-good-ground": "#def0e3",
    "--raccord-waiting": "#6b4600",
    "--raccord-waiting-ground": "#fcebc2",
    "--raccord-bad-ground": "#fbdfda",
    "--raccord-quiet-ground": "#efeee6",
  },
  dark: {
    "--mantine-color-body": "#101514",
    "--mantine-color-text": "#e9eeeb",
    "--mantine-color-error": "#ffb4aa",
    "--mantine-color-dimmed": "#b3bdb9",
    "--mantine-color-placeholder": "#a8b4af",
    "--mantine-color-anchor": "#7fd4c3",
    "--raccord-focus": "#9cc7ff",
    "--raccord-line": "#75837e",
    "--raccord-panel": "#182020",
    "--raccord-good": "#8fdcae",
    "--raccord-good-ground": "#14382a",
    "--raccord-waiting": "#ffd583",
    "--raccord-waiting-ground": "#443208",
    "--raccord-bad-ground": "#541a17",
    "--raccord-quiet-ground": "#1f2928",
  },
});
