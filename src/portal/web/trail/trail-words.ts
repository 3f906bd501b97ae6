import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { stepIds } from "../../../domain/journey/step.ts";
import type { TrailView } from "../../journey/shapes.ts";
import { kindText } from "../files/kind-text.ts";

type Say = (key: string, options: Readonly<Record<string, unknown>>) => string;

/**
 * Says what a line of the trail tells: the move by its name in its step, documents and people by theirs. A line that
 * this version has no words for is shown as it was written.
 */
export function useTrailWords(): (line: TrailView["lines"][number]) => string {
  const { t, i18n } = useTranslation(["trail", "steps", "documents"]);
  const [stepsLoaded, setStepsLoaded] = useState(false);
  useEffect(() => {
    // Steps without a page of their own have no texts: that is no fault here.
    void i18n.loadNamespaces(stepIds.map((id) => `step-${id}`)).finally(() => setStepsLoaded(true));
  }, [i18n]);
  return useCallback(
    (line) => {
      const say = t as unknown as Say;
      const what = read(line.what);
      const text = (name: string): string => (typeof what[name] === "string" ? what[name] : "");
      const own = `trail:action.${line.action}`;
      if (!i18n.exists(own)) return `${line.action} ${line.what}`;
      const step = text("step");
      const move = stepsLoaded
        ? say(`step-${step}:moves.${text("move")}`, { defaultValue: text("move") })
        : "";
      const grant = typeof what["grant"] === "object" && what["grant"] !== null ? what["grant"] : {};
      const role = "role" in grant ? String(grant.role) : "";
      return say(own, {
        ...what,
        move,
        step: step === "" ? "" : say(`steps:title.${step}`, { defaultValue: step }),
        kind: kindText(t, text("kind")),
        role: say(`steps:party.${role}`, { defaultValue: role }),
      });
    },
    [t, i18n, stepsLoaded],
  );
}

function read(what: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(what);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
