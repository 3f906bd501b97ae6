import fc from "fast-check";
import { maskHl7 } from "./mask.ts";

const identities = ["DUPONT", "Élodie", "durand", "19610203", "160027512345678", "rue des Lilas"];
const identityArb = fc.constantFrom(...identities);

const header = "MSH|^~\\&|GAM|CHVT|CAP|CHVT|20261101||ADT^A01^ADT_A01|7|P|2.5";
const linesArb = fc.array(
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom("PID", "NK1", "PV2", "OBX", "ZFD", "ZZZ", "pid", "PIDX", "LEE", "", "ROL"),
        fc.array(fc.oneof(identityArb, fc.constantFrom("", "a^b", "~", '""'))),
      )
      .map(([name, fields]) => [name, ...fields].join("|")),
    identityArb,
    fc
      .tuple(
        fc.constantFrom("PV1|1|I|U^1^P|", "EVN||20261101|||", "ZBE|1^A|20261101||INSERT|N||||HMS|"),
        identityArb,
      )
      .map(([start, identity]) => `${start}${identity}`),
  ),
  { maxLength: 8 },
);
/** Beginnings that are not a header that can be trusted: all of the text must go. */
const lostHeaders = [
  "",
  "MSH",
  "MSH|DUPONT|",
  "MSHA|^~\\&|",
  "EVN||20261101",
  "msh|^~\\&|GAM",
  "X MSH|^~\\&|",
];

/** Identity strings outside the readable segments never survive. */
export const maskHides = fc.property(
  fc.constantFrom(header, ...lostHeaders),
  linesArb,
  fc.constantFrom("\r", "\n", "\r\n"),
  (first, lines, lineEnd) => {
    const text = [first, ...lines].join(lineEnd);
    const masked = maskHl7(text);
    const left = identities.filter((identity) => masked.includes(identity));
    if (left.length > 0) throw new Error(`left: ${left.join(", ")} in ${JSON.stringify(masked)}`);
    return [...masked].length === [...text].length;
  },
);
