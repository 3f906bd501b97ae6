import { createServer, type ServerResponse } from "node:http";
import type { Board, Explanation } from "./board-schema.ts";

/** A connector for tests: says what it is told to say, over real HTTP. */
export interface ConnectorDouble {
  readonly url: string;
  readonly port: number;
  /** Replaces the board and tells every open stream. */
  show(board: unknown): void;
  explain(placeId: string, explanation: Explanation): void;
  /** What it answers to a sample, with which status; 404 until then, as an older connector does. */
  answerSamples(status: number, answer: unknown): void;
  /** What it answers to a wish for a preview. */
  answerPreviews(status: number, answer: unknown): void;
  /** Bytes of the samples received. */
  readonly samples: readonly Buffer[];
  /** Calls received, as `METHOD path`. */
  readonly calls: readonly string[];
  /** Bodies of the decisions received. */
  readonly decisions: readonly string[];
  readonly streams: () => number;
  close(): Promise<void>;
}

/** `port` 0 takes any; a fixed one lets a connector come back at its old address. */
export async function startConnectorDouble(board: unknown, port = 0): Promise<ConnectorDouble> {
  let current = board;
  const explanations = new Map<string, Explanation>();
  const calls: string[] = [];
  const decisions: string[] = [];
  const samples: Buffer[] = [];
  let toSample: readonly [number, unknown] = [404, {}];
  let toPreview: readonly [number, unknown] = [404, {}];
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    calls.push(`${request.method} ${path}`);
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (path === "/board") return json(200, current);
    if (path === "/events") {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(": hello\n\n");
      streams.add(response);
      response.on("close", () => streams.delete(response));
      return undefined;
    }
    const explained = /^\/places\/([^/]+)\/explain$/.exec(path)?.[1];
    if (explained !== undefined) {
      const explanation = explanations.get(decodeURIComponent(explained));
      return explanation === undefined ? json(404, {}) : json(200, explanation);
    }
    if (path.startsWith("/patch-preview?")) return json(...toPreview);
    if (request.method === "POST" && path.startsWith("/samples?")) {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        samples.push(Buffer.concat(pieces));
        json(...toSample);
      });
      return undefined;
    }
    if (request.method === "POST" && path.endsWith("/warm-up/end")) {
      let body = "";
      request.on("data", (piece) => {
        body += piece;
      });
      request.on("end", () => {
        decisions.push(body);
        json(200, { status: "ended" });
      });
      return undefined;
    }
    return json(404, {});
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    calls,
    decisions,
    samples,
    answerSamples: (status, answer) => {
      toSample = [status, answer];
    },
    answerPreviews: (status, answer) => {
      toPreview = [status, answer];
    },
    streams: () => streams.size,
    show(next) {
      current = next;
      for (const stream of streams) {
        stream.write(`event: board\ndata: ${JSON.stringify({ at: new Date().toISOString() })}\n\n`);
      }
    },
    explain: (placeId, explanation) => explanations.set(placeId, explanation),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const figureRows = [
  ["INST", "Lits installés", "Installed", "01/01/-/-/-/-/01"],
  ["DISP_F", "Lits disponibles femme", "Available now, women", "02/01/01/-/-/-/01"],
  ["DISP_H", "Lits disponibles homme", "Available now, men", "02/01/02/-/-/-/01"],
  ["DISP_X", "Lits disponibles, genre indifférent", "Available now, either gender", "02/01/04/-/-/-/01"],
  ["FERM_REA", "Lits fermés réactivables", "Closed, can be reactivated", "05/01/-/01/-/-/01"],
  ["FERM_NREA", "Lits fermés non réactivables", "Closed, cannot be reactivated", "05/01/-/02/-/-/01"],
  ["OCC", "Lits occupés", "Occupied", "03/01/-/-/-/-/01"],
  ["RES", "Lits réservés", "Reserved", "04/01/-/-/-/-/01"],
] as const;

const placeNames = [
  "Médecine interne A",
  "Médecine interne B",
  "Cardiologie",
  "Unité de soins intensifs de cardiologie",
  "Pneumologie",
  "Chirurgie viscérale",
  "Chirurgie orthopédique",
  "Réanimation polyvalente",
  "Gynécologie",
  "Maternité",
  "Court séjour gériatrique",
  "Unité d'hospitalisation de courte durée",
] as const;

/** An instant `secondsAgo` before `atMs`, ISO. */
export function before(atMs: number, secondsAgo: number): string {
  return new Date(atMs - secondsAgo * 1000).toISOString();
}

/** A quiet board: twelve places, ninety-six confirmed figures, nothing to do. Every value follows from `atMs`. */
export function quietBoard(atMs: number): Board {
  return {
    at: before(atMs, 0),
    establishment: "Centre hospitalier de Valmorel",
    feeds: [
      {
        name: "pam",
        lastReceivedAt: before(atMs, 12),
        lastKnownAt: before(atMs, 15),
        warmUpEndedAt: before(atMs, 200_000),
        silent: false,
        facts: 48_213,
        refused: 3,
        unknownUnits: [],
      },
    ],
    targets: [{ name: "ror", state: "open", since: before(atMs, 86_000), reason: null, certificate: null }],
    places: placeNames.map((label, row) => ({
      id: `place-${row + 1}`,
      label,
      identifier: `1990000028/CHX-23${10 + row}`,
      nature: "bed",
      target: "ror",
      feed: "pam",
      state: "open",
      parkedReason: null,
      held: [],
      warnings: [],
      indicators: figureRows.map(([id, fr, en, key], column) => {
        const value = id === "INST" ? 24 + row : (row * 3 + column * 5) % 7;
        return {
          id,
          label: { fr, en },
          key,
          wanted: value,
          wantedUpdatedAt: before(atMs, 40 + row * 61 + column),
          confirmed: value,
          confirmedAt: before(atMs, 38 + row * 61 + column),
          status: "confirmed",
        };
      }),
    })),
    deliveries: Array.from({ length: 20 }, (_, index) => ({
      at: before(atMs, 38 + index * 31),
      place: `place-${(index % 12) + 1}`,
      indicator: figureRows[1 + (index % 3)]?.[0] ?? "DISP_F",
      operation: index % 5 === 4 ? "add" : "replace",
      status: 200,
      ok: true,
      durationMs: 64 + index * 13,
    })),
    refusals: [],
    tasks: [],
  };
}

/** The same hospital on a bad night: a blocked place, refused, held and waiting figures, a silent feed, tasks. */
export function troubledBoard(atMs: number): Board {
  const quiet = quietBoard(atMs);
  const parkedReason = {
    fr: "Le ROR ne connaît pas ce lieu : le GRADeS doit y rattacher le code de service.",
    en: "The ROR does not know this place: the GRADeS must attach the service code to it.",
  };
  const censusMissing = {
    fr: "Recensement attendu : les lits disponibles ne partent pas encore.",
    en: "Census expected: available beds are not sent yet.",
  };
  const doubtful = {
    fr: "Plus de patients que de lits ouverts dans l'unité 2315.",
    en: "More patients than open beds in unit 2315.",
  };
  const places = quiet.places.map((place, row): Board["places"][number] => {
    const withStatus = (status: "waiting" | "held" | "refused", ids: readonly string[], shift: number) => ({
      indicators: place.indicators.map((one) =>
        ids.includes(one.id)
          ? { ...one, status, wanted: (one.wanted ?? 0) + shift, wantedUpdatedAt: before(atMs, 40) }
          : one,
      ),
    });
    const available = ["DISP_F", "DISP_H", "DISP_X"];
    if (row === 1) return { ...place, ...withStatus("waiting", ["DISP_F", "DISP_X", "OCC"], 1) };
    if (row === 3) return { ...place, ...withStatus("held", ["DISP_X"], 0), state: "parked", parkedReason };
    if (row === 5) return { ...place, warnings: [doubtful] };
    if (row === 7) {
      return {
        ...place,
        ...withStatus("held", available, 2),
        held: [{ code: "warm-up", text: censusMissing }],
      };
    }
    if (row === 9) return { ...place, ...withStatus("refused", ["FERM_NREA"], 1) };
    return place;
  });
  return {
    ...quiet,
    places,
    feeds: [
      ...quiet.feeds,
      {
        name: "maternite",
        lastReceivedAt: before(atMs, 52_000),
        lastKnownAt: before(atMs, 52_400),
        warmUpEndedAt: null,
        silent: true,
        facts: 871,
        refused: 14,
        unknownUnits: ["2399", "2401"],
      },
    ],
    refusals: [
      {
        at: before(atMs, 95),
        kind: "delivery",
        place: "place-10",
        code: "delivery.indicator-refused",
        text: {
          fr: "Le ROR refuse ce chiffre pour ce lieu.",
          en: "The ROR refuses this figure for this place.",
        },
        advice: {
          fr: "Envoyer la demande et la réponse au GRADeS.",
          en: "Send the request and the answer to the GRADeS.",
        },
        count: 1,
      },
      {
        at: before(atMs, 4_000),
        kind: "message",
        place: null,
        code: "hl7.no-movement-number",
        text: { fr: "Message sans numéro de mouvement.", en: "Message without a movement number." },
        advice: { fr: "Demander à l'éditeur de remplir ZBE-1.", en: "Ask the vendor to fill ZBE-1." },
        count: 14,
      },
    ],
    tasks: [
      {
        id: "7",
        openedAt: before(atMs, 5_400),
        audience: "grades",
        text: {
          fr: "Rattacher le lieu CHX-2313 au ROR.",
          en: "Attach the place CHX-2313 to the ROR.",
        },
        message: {
          fr: "Bonjour,\n\nLe lieu 1990000028/CHX-2313 est inconnu du ROR. Pouvez-vous y rattacher le code de service ?",
          en: "Hello,\n\nThe place 1990000028/CHX-2313 is unknown to the ROR. Could you attach the service code to it?",
        },
      },
    ],
  };
}

/** The reasons of the first place. */
export function sampleExplanation(atMs: number): Explanation {
  return {
    place: "place-1",
    at: before(atMs, 40),
    figures: [
      {
        indicator: "DISP_F",
        label: { fr: "Lits disponibles femme", en: "Available now, women" },
        count: 2,
        lines: [
          {
            bed: "2310/101/F",
            state: "free",
            reason: { fr: "sexe du voisin de chambre", en: "sex of the neighbour in the room" },
            movements: ["48211", "48199"],
          },
          {
            bed: "2310/104/P",
            state: "free",
            reason: { fr: "règle de l'unité ou du lit", en: "rule of the unit or bed" },
            movements: [],
          },
        ],
      },
      {
        indicator: "OCC",
        label: { fr: "Lits occupés", en: "Occupied" },
        count: 1,
        lines: [
          {
            bed: null,
            state: "occupied",
            reason: {
              fr: "patient de l'unité sans lit connu",
              en: "patient of the unit without a known bed",
            },
            movements: ["48170"],
          },
        ],
      },
    ],
  };
}
