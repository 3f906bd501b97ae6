import { z } from "zod";
import type { Visitor } from "./visitor.ts";

/** Lines of the list of establishments that each visitor's file has. */
const establishments = 20;

/** Steps opened in one round of a day, and fields typed in each. */
const stepsOfDay = 3;
const fieldsOfStep = 4;

/** Name of a page, and one call that it makes. */
type Call = readonly [page: string, make: () => Promise<unknown>];

const Begun = z.looseObject({ id: z.string() });
const Results = z.looseObject({
  results: z.array(z.looseObject({ status: z.string(), revision: z.int() })),
});

/** What somebody does on the portal, one call after the other: `next` makes one and tells its name. */
export interface Day {
  next(): Promise<string>;
}

/**
 * Gives the visitor a file with a list of establishments, and a day that goes round its pages. It begins with the call
 * `from`, so that people are not all at the same page.
 */
export async function beginDay(visitor: Visitor, name: string, from: number): Promise<Day> {
  const begun = await visitor.call("POST", "/api/journeys", { name, kind: "proprietary" });
  const { id } = Begun.parse(JSON.parse(begun));
  const file = `/api/journeys/${id}`;
  await visitor.call("PATCH", `${file}/establishments`, {
    save: Array.from({ length: establishments }, (_, index) => line(index)),
  });
  let revision = 0;
  let typed = 0;
  const read = (path: string) => async (): Promise<unknown> => visitor.call("GET", path);
  const save = async (): Promise<void> => {
    typed += 1;
    const field = { section: "organisation", row: "", field: "solution", value: `Lits ${typed}` };
    const answer = await visitor.call("PATCH", `${file}/answers`, {
      changes: [{ ...field, base: revision }],
    });
    const [result] = Results.parse(JSON.parse(answer)).results;
    if (result?.status !== "saved") throw new Error(`a field was not saved: ${answer.slice(0, 300)}`);
    revision = result.revision;
  };
  const overview = ["overview", read(file)] as const;
  // A step opens with its sections and documents; after each field that was saved the page reads the journey again.
  const step: readonly Call[] = [
    ["step", read(`${file}/answers/organisation`)],
    ["step", read(`${file}/answers/contacts`)],
    ["step", read(`${file}/answers/instances`)],
    ["step", read(`${file}/documents`)],
    ...Array.from({ length: fieldsOfStep }, (): readonly Call[] => [["save", save], overview]).flat(),
  ];
  const calls: readonly Call[] = [
    ["list", read("/api/journeys")],
    overview,
    ["overview", read("/api/delays")],
    ...Array.from({ length: stepsOfDay }, () => step).flat(),
    ["establishments", read(`${file}/establishments`)],
    ["board", read("/api/board")],
  ];
  let at = from;
  return {
    async next() {
      const [called, make] = calls[at++ % calls.length] ?? ["", async () => undefined];
      await make();
      return called;
    },
  };
}

function line(index: number): object {
  const number = String(index + 1).padStart(2, "0");
  return {
    id: `site-${number}`,
    base: 0,
    fields: {
      region: "76",
      department: "31",
      legalEntityName: "CH de Fictiville",
      finessEj: "310000005",
      name: `Site ${number} de Fictiville`,
      finessEg: "310000013",
      places: "12",
    },
  };
}
