/** Bytes gathered one run at a time; room doubles, so that one-byte runs stay linear. */
export interface ByteBuffer {
  length(): number;
  append(bytes: Uint8Array): void;
  /** A copy of the first `count` bytes. */
  head(count: number): Uint8Array;
  /** Forgets the content; gives the room back when it is large. */
  clear(): void;
}

const START_ROOM_BYTES = 4096;

export function createByteBuffer(): ByteBuffer {
  let room = new Uint8Array(START_ROOM_BYTES);
  let used = 0;
  return {
    length: () => used,
    append(bytes) {
      const needed = used + bytes.length;
      if (needed > room.length) {
        const larger = new Uint8Array(Math.max(needed, room.length * 2));
        larger.set(room.subarray(0, used));
        room = larger;
      }
      room.set(bytes, used);
      used = needed;
    },
    head: (count) => room.slice(0, Math.min(count, used)),
    clear() {
      used = 0;
      if (room.length > START_ROOM_BYTES * 16) room = new Uint8Array(START_ROOM_BYTES);
    },
  };
}
