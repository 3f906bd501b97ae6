import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { offlineContext } from "../../src/cli/offline/feed-reading.ts";
import { messageWords } from "../../src/cli/offline/message-words.ts";
import { readFrame } from "../../src/connector/receive/pam/read-frame.ts";
import type { RunningConnector } from "../../src/connector/start.ts";
import { msa, sendFrames, startRig, temporaryFolder } from "../support/rig.ts";
import { rawFrames, testdata, testdataBytes, testdataNames } from "../support/testdata.ts";

type Code = "AA" | "AE" | "AR";

/** What hl7-pam-fr §6 asks for, file by file: the code and why. */
const table: Record<string, [Code, string]> = {
  "pam-fr/e1-A01-evolucare.hl7": ["AA", "no place is our problem, not the sender's"],
  "pam-fr/e2-A04-session-class-R.hl7": ["AA", "session, version plain 2.5"],
  "pam-fr/e3-A02-UPDATE-instead-of-INSERT.hl7": ["AA", "UPDATE without ZBE-6 on its own event"],
  "pam-fr/e4-A08-evolucare.hl7": ["AA", "A08 has no effect but is stored"],
  "pam-fr/e5-A03-UPDATE.hl7": ["AA", "UPDATE without ZBE-6 on its own event"],
  "pam-fr/g1-A01-sigems-full.hl7": ["AA", "no ZBE: event and time stand for the number; MSH-18 is wrong"],
  "pam-fr/g2-A05-with-three-responsibilities.hl7": ["AA", "pre-admission without a place"],
  "pam-fr/g3-A31-identity.hl7": ["AA", "identity, processing id D"],
  "pam-fr/g4-A31-reused-control-id.hl7": ["AA", "another message under a used MSH-10"],
  "pam-fr/m1-A01-gazelle-mediboard.hl7": ["AA", "no place, no ZBE-9"],
  "pam-fr/m2-Z99-on-A05-gazelle.hl7": ["AA", "update of an unknown movement is stored as the movement"],
  "pam-fr/m3-A04-emergency-with-UF.hl7": ["AA", "emergency, ZBE-9 with a label"],
  "pam-fr/m4-A01-mediboard-with-bed.hl7": ["AA", "unknown unit is kept aside"],
  "pam-fr/m5-A02-mediboard.hl7": ["AA", "short PID, visit number misplaced"],
  "pam-fr/m6-A08-with-ZBE.hl7": ["AA", "A08 with a ZBE has no effect"],
  "pam-fr/m7-A03-mediboard.hl7": ["AA", "discharge from an older place"],
  "pam-fr/m8-ACK-A04.hl7": ["AR", "an acknowledgement is not for us: type"],
  "pam-fr/w1-A20-bed-status.hl7": ["AA", "bed status without a patient"],
  "intl/aidbox-adt-a01-base.hl7": ["AA", "complete"],
  "intl/aidbox-adt-a01-error-invalid-patient-class.hl7": ["AA", "unknown class is our problem"],
  "intl/aidbox-adt-a01-error-missing-pid.hl7": ["AE", "nobody can be identified: no PID"],
  "intl/aidbox-adt-a01-with-allergies.hl7": ["AA", "complete"],
  "intl/aidbox-adt-a08-base.hl7": ["AA", "A08 has no effect"],
  "intl/elixir-A01-wikipedia.hl7": ["AA", "facility in the wrong component, offset in MSH-7"],
  "intl/hapi-A24-custom-delimiters.hl7": ["AA", "other separators, unknown trigger"],
  "intl/hapi-ADT_A01.hl7": ["AA", "version 2.4, no class"],
  "intl/lfh-A01-1.hl7": ["AA", "unknown class, unit only"],
  "intl/lfh-A01-3.hl7": ["AA", "facility without a unit"],
  "intl/lfh-A02-1.hl7": ["AA", "transfer without a place"],
  "intl/lfh-A03-1.hl7": ["AA", "discharge of somebody unknown"],
  "intl/lfh-A18-1.hl7": ["AA", "A18 is no PAM event: no effect"],
  "intl/lfh-A34-1.hl7": ["AE", "no MSH-10: cannot be identified"],
  "intl/lfh-A40-1.hl7": ["AA", "merge"],
  "intl/lfh-A40-3.hl7": ["AA", "merge, another message under a used MSH-10"],
  "intl/lfh-sample_win.hl7": ["AA", "doubled backslash in MSH-2"],
  "intl/rethink-adt-a01-basic.hl7": ["AA", "minimal"],
  "intl/rethink-edge-crlf-line-endings.hl7": ["AA", "CR LF"],
  "intl/rethink-edge-empty-segments.hl7": ["AE", "PID without any number"],
  "intl/rethink-edge-escaped-delimiters.hl7": ["AA", "no PV1"],
  "intl/rethink-edge-z-segments.hl7": ["AA", "unknown Z segments"],
  "intl/rethink-invalid-segment-header-length.hl7": ["AE", "PIDX is no PID"],
  "malformed/nhapi-id-000029-sig-02-src-000.bin": ["AE", "no MSH-10"],
  "malformed/nhapi-id-000092-sig-02-src-001.bin": ["AR", "processing id 0"],
  "malformed/nhapi-id-000151-sig-02-src-001.bin": ["AE", "no MSH-10"],
  "malformed/nhapi-id-000205-sig-02-src-001.bin": ["AE", "no MSH-10"],
  "malformed/nhapi-regex1.bin": ["AE", "no MSH-10"],
  "malformed/nhapi-stackoverflow2.bin": ["AE", "no MSH-10"],
  "charset/a01-declared-8859-1-bytes-utf-8.hl7": ["AA", "declared 8859/1, bytes UTF-8"],
  "charset/a01-declared-8859-15-bytes-8859-15.hl7": ["AA", "8859/15 as declared"],
  "charset/a01-declared-nothing-bytes-8859-1.hl7": ["AA", "nothing declared, bytes 8859-1"],
  "charset/a01-declared-utf-8-bytes-8859-1.hl7": ["AA", "declared UTF-8, bytes 8859-1"],
  "charset/a01-declared-utf-8-bytes-utf-8.hl7": ["AA", "UTF-8 as declared"],
  "charset/a01-declared-utf-8-with-bom-lf-only.hl7": ["AA", "byte order mark, LF"],
};

/** MSH-10 by hand: the tenth field after the separator that MSH itself names. */
function controlIdOf(bytes: Buffer): string {
  const text = bytes.toString("latin1").replace(/^\xef\xbb\xbf/, "");
  const header = text.split(/[\r\n]/)[0] ?? "";
  return header.split(header.charAt(3))[9] ?? "";
}

if (testdata !== undefined) {
  describe("every published file gets the acknowledgement that hl7-pam-fr §6 asks for", () => {
    const folder = temporaryFolder();
    let connector: RunningConnector;
    before(async () => {
      connector = await startRig(settings(), join(folder.path, "connector"));
    });
    after(async () => {
      await connector.close();
      folder.remove();
    });

    test("the table names every file", () => {
      const files = ["pam-fr", "intl", "malformed", "charset"].flatMap((name) =>
        testdataNames(name).map((file) => `${name}/${file}`),
      );
      assert.deepEqual(files.filter((file) => !file.endsWith(".mllp")).sort(), Object.keys(table).sort());
    });

    for (const [file, [code, reason]] of Object.entries(table)) {
      test(`${file}: ${code}, ${reason}`, async () => {
        const bytes = testdataBytes(file);
        const framed = Buffer.concat([Buffer.from([0x0b]), bytes, Buffer.from([0x1c, 0x0d])]);
        const [answer = ""] = await sendFrames(connector.mllp.get("gam") ?? "", [framed]);
        assert.equal(ackCode(answer), code, answer);
        assert.equal(ackControlId(answer), controlIdOf(bytes));
        assert.equal(/[\r^]ERR/.test(`\r${answer}`), code !== "AA", "ERR stands in refusals alone");
        for (const language of ["fr", "en"] as const) {
          const words = messageWords(readFrame(bytes, offlineContext("Europe/Paris", 1)), language);
          assert.ok((words.lines[0] ?? "").length > 15, "a sentence says what became of it");
        }
      });
    }

    test("a stream of 34 messages of another country is answered frame by frame", async () => {
      const frames = rawFrames(testdataBytes("intl/simhospital-a01.mllp"));
      const answers = await sendFrames(connector.mllp.get("gam") ?? "", frames);
      const ids = frames.map((frame) => frame.toString("latin1").split("|")[9] ?? "");
      assert.equal(frames.length, 34);
      assert.deepEqual(
        answers.map(msa),
        ids.map((controlId) => ({ code: "AA", controlId })),
      );
    });
  });
}

/** MSA-1, whatever separator the answer uses. */
function ackCode(answer: string): string {
  return segment(answer, "MSA")[1] ?? "";
}

function ackControlId(answer: string): string {
  return segment(answer, "MSA")[2] ?? "";
}

function segment(answer: string, name: string): string[] {
  const line = answer.split("\r").find((candidate) => candidate.startsWith(name)) ?? "";
  return line.split(answer.charAt(3));
}

function settings(): unknown {
  return {
    feeds: [{ name: "gam", mllp: { port: 0 } }],
    targets: [
      { name: "nowhere", tokenUrl: "http://127.0.0.1:9", apiBase: "http://127.0.0.1:9", clientId: "x" },
    ],
    places: [
      {
        id: "p1",
        idNatStruct: "1990000011",
        externalId: "P1",
        target: "nowhere",
        feed: "gam",
        nature: "bed",
        source: "movements",
        sourceType: "02",
        units: [{ unit: "2310" }],
        genderRule: "rooms",
        freshnessMaxMinutes: 720,
      },
    ],
  };
}
