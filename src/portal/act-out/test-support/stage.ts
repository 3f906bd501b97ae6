import type { Plugged, Stage } from "../stage.ts";

/** A stage of a hospital with two places on which nothing stands: what is asked of it is kept in `asked`. */
export function emptyStage(asked: string[] = []): Stage {
  let plugged: Plugged = "nothing";
  return {
    hospital: {
      name: "Centre hospitalier imaginaire",
      finessEg: "990000028",
      idNatStruct: "1990000028",
      beds: 20,
      places: [
        { unit: "0415", externalId: "ZH0001", name: "Médecine" },
        { unit: "3100 (101-110)", externalId: "ZH0002", name: "Chirurgie, aile A" },
      ],
    },
    certificate: () => Promise.reject(new Error("no authority stands here")),
    async plugTest(clientId) {
      asked.push(`test ${clientId}`);
      plugged = "test";
    },
    async plugProduction({ name }) {
      asked.push(`production ${name}`);
      plugged = "production";
    },
    plugged: () => plugged,
  };
}
