/**
 * An oracle for feed-small that shares no code with the product: its own splitting of messages, its own reading of
 * movements (a dictionary rewritten in one pass over time), its own arithmetic of input-side §3.3.
 */

type Line = Record<string, string[]>;
interface Move {
  id: number;
  event: string;
  when: string;
  said: string;
  cancelled: boolean;
  fields: Record<string, string>;
}
interface Person {
  where: string[] | undefined;
  klass: string;
  sex: string;
  due: string | undefined;
  state: "here" | "coming" | "gone" | "none";
}
export interface OracleBed {
  unit: string;
  room: string;
  bed: string;
  open: boolean;
}
export interface OracleFigures {
  INST: number;
  DISP_F: number;
  DISP_H: number;
  DISP_X: number;
  OCC: number;
  RES: number;
  FERM_IND: number;
}

const undoes: Record<string, string> = { A11: "A01", A12: "A02", A13: "A03", A38: "A05" };

/** Local Paris time as a number of minutes, seconds as a fraction; the feeds read here lie in winter. */
function minutes(text: string): number {
  const [y, m, d, h, min, sec] = [0, 4, 6, 8, 10, 12].map((at, index) =>
    Number(text.slice(at, at + (index === 0 ? 4 : 2))),
  );
  return Date.UTC(y ?? 0, (m ?? 1) - 1, d ?? 1, h ?? 0, min ?? 0, sec ?? 0) / 60_000;
}

function split(frame: Uint8Array): Line {
  const text = Buffer.from(frame)
    .toString("utf8")
    .replace(/[\x0b\x1c]/g, "");
  const segments = text.split("\r").filter((segment) => segment !== "");
  return Object.fromEntries(segments.map((segment) => [segment.slice(0, 3), segment.split("|")]));
}

/** The figures of every unit of the register at `at` (YYYYMMDDHHMMSS) from these frames in any order. */
export function oracleFigures(
  frames: readonly Uint8Array[],
  beds: readonly OracleBed[],
  at: string,
): Map<string, OracleFigures> {
  const people = readPeople(frames, at);
  const result = new Map<string, OracleFigures>();
  for (const unit of new Set(beds.map((bed) => bed.unit))) {
    const own = beds.filter((bed) => bed.unit === unit);
    const inUnit = [...people.values()].filter((person) => person.where?.[0] === unit);
    const here = inUnit.filter((person) => person.state === "here");
    const open = own.filter((bed) => bed.open || here.some((person) => sameBed(person, bed)));
    const used = open.filter((bed) => here.some((person) => sameBed(person, bed)));
    const bedless = here.filter(
      (person) => person.klass === "I" && !own.some((bed) => sameBed(person, bed)),
    ).length;
    const occupied = Math.min(open.length, used.length + bedless);
    const arrivals = inUnit.filter((person) => {
      if (person.state !== "coming" || person.due === undefined) return false;
      const wait = minutes(person.due) - minutes(at);
      return wait <= 24 * 60 && wait > -12 * 60;
    }).length;
    const reserved = Math.min(arrivals, open.length - occupied);
    const free = { F: 0, M: 0, X: 0 };
    for (const bed of open.filter((candidate) => !used.includes(candidate))) {
      const sexes = new Set(
        here
          .filter((person) => person.where?.[1] === bed.room && own.some((one) => sameBed(person, one)))
          .map((person) => person.sex),
      );
      const [only] = sexes;
      free[sexes.size === 1 && (only === "F" || only === "M") ? only : "X"] += 1;
    }
    for (let take = Math.min(bedless, open.length - used.length) + reserved; take > 0; take -= 1) {
      const rarer = free.M < free.F ? "M" : "F";
      const from = free.X > 0 ? "X" : free[rarer] > 0 ? rarer : rarer === "F" ? "M" : "F";
      free[from] -= 1;
    }
    result.set(unit, {
      INST: own.length,
      DISP_F: free.F,
      DISP_H: free.M,
      DISP_X: free.X,
      OCC: occupied,
      RES: reserved,
      FERM_IND: own.length - open.length,
    });
  }
  return result;
}

function sameBed(person: Person, bed: OracleBed): boolean {
  return person.where?.join("/") === `${bed.unit}/${bed.room}/${bed.bed}`;
}

function readPeople(frames: readonly Uint8Array[], at: string): Map<string, Person> {
  const moves = new Map<string, Move>();
  const sexes = new Map<string, { said: string; sex: string }>();
  for (const frame of frames) {
    const line = split(frame);
    const patient = line["PID"]?.[3]?.split("^")[0] ?? "";
    const said = line["MSH"]?.[6] ?? "";
    const sex = line["PID"]?.[8] ?? "";
    if (sex !== "" && (sexes.get(patient)?.said ?? "") <= said) sexes.set(patient, { said, sex });
    const trigger = line["MSH"]?.[8]?.split("^")[1] ?? "";
    const zbe = line["ZBE"];
    if (!zbe || trigger === "A08") continue;
    const number = zbe[1]?.split("^")[0] ?? "";
    const cancel = trigger in undoes;
    const known = moves.get(number);
    const fields: Record<string, string> = {
      patient,
      lodging: line["PV1"]?.[3] ?? "",
      klass: line["PV1"]?.[2] ?? "",
      nature: zbe[9] ?? "",
      due: line["PV2"]?.[8] ?? "",
      back: line["PV1"]?.[5] ?? "",
    };
    const event = cancel ? (undoes[trigger] ?? "") : trigger === "Z99" ? (zbe[6] ?? "") : trigger;
    const newer = !known || known.said <= said;
    const merged = newer ? { ...known?.fields, ...filled(fields) } : { ...fields, ...filled(known.fields) };
    moves.set(number, {
      id: Number(number),
      event: event === "A04" || known?.event === "A04" ? "A01" : event,
      when: newer && !cancel ? (zbe[2] ?? "") : (known?.when ?? zbe[2] ?? ""),
      said: known ? (known.said < said ? known.said : said) : said,
      cancelled: cancel || known?.cancelled === true,
      fields: cancel && known ? { ...merged, ...known.fields } : merged,
    });
  }
  return live([...moves.values()], sexes, at);
}

function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

/** Lets the movements happen one after the other. */
function live(
  moves: readonly Move[],
  sexes: ReadonlyMap<string, { sex: string }>,
  at: string,
): Map<string, Person> {
  const people = new Map<string, Person>();
  const time = (move: Move): string => (move.event === "A05" ? move.said : move.when);
  const ordered = [...moves].sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : a.id - b.id));
  for (const move of ordered) {
    if (move.cancelled || time(move) > at) continue;
    const patient = move.fields["patient"] ?? "";
    const before = people.get(patient);
    const person: Person = before ?? {
      where: undefined,
      klass: "",
      sex: sexes.get(patient)?.sex ?? "",
      due: undefined,
      state: "none",
    };
    const lodging = (move.fields["lodging"] ?? "")
      .split("^")
      .slice(0, 3)
      .filter((part) => part !== "");
    switch (move.event) {
      case "A05":
        if (person.state !== "here")
          Object.assign(person, { state: "coming", where: lodging, due: move.fields["due"] });
        break;
      case "A01":
      case "A06":
      case "A07":
        Object.assign(person, { state: "here", where: lodging, klass: move.fields["klass"] });
        break;
      case "A02":
        if (/[HL]/.test(move.fields["nature"] ?? "")) person.where = lodging;
        person.state = "here";
        if (person.klass === "") person.klass = move.fields["klass"] ?? "";
        break;
      case "A03":
        person.state = "gone";
        break;
    }
    people.set(patient, person);
  }
  return people;
}
