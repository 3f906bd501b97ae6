/** One acknowledgement (HL7 v2.5 chapter 2, MSA). */
export interface Ack {
  /** MSA-1; empty when the answer has no MSA. */
  readonly code: string;
  /** MSA-2. */
  readonly controlId: string;
  /** MSA-3, else the texts of ERR-8; for people. */
  readonly text: string;
}

/** Collects bytes of one connection into acknowledgements. */
export interface AckReader {
  /** The answers that these bytes complete. Throws RangeError when one grows over the limit. */
  push(chunk: Uint8Array): Ack[];
}

const frameStart = 0x0b;
const frameEnd = 0x1c;
const decoder = new TextDecoder();

/** Frames may be glued or split in any way; bytes outside frames are skipped (hl7-pam-fr §7). */
export function createAckReader(sizeMaxBytes: number): AckReader {
  let open = Buffer.alloc(0);
  return {
    push(chunk) {
      open = Buffer.concat([open, chunk]);
      const acks: Ack[] = [];
      for (;;) {
        const start = open.indexOf(frameStart);
        if (start < 0) {
          open = Buffer.alloc(0);
          return acks;
        }
        const end = open.indexOf(frameEnd, start);
        if (end < 0) {
          open = open.subarray(start);
          if (open.length > sizeMaxBytes)
            throw new RangeError(`an answer is longer than ${sizeMaxBytes} bytes`);
          return acks;
        }
        acks.push(readAck(decoder.decode(open.subarray(start + 1, end))));
        open = open.subarray(end + 1);
      }
    },
  };
}

function readAck(message: string): Ack {
  const segments = message.split(/[\r\n]+/);
  const separator = segments[0]?.charAt(3) || "|";
  const rows = segments.map((line) => line.split(separator));
  const msa = rows.find(([name]) => name === "MSA");
  const errors = rows.filter(([name]) => name === "ERR").map((fields) => fields[8] ?? "");
  const text = msa?.[3] || errors.filter((one) => one !== "").join("; ");
  return { code: msa?.[1] ?? "", controlId: msa?.[2] ?? "", text };
}
