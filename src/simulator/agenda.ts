/** What the simulation will do, in order of time; entries for one instant keep the order in which they came. */
export interface Agenda {
  at(ms: number, run: () => void): void;
  /** Takes the earliest entry out. */
  next(): { readonly ms: number; readonly run: () => void } | undefined;
}

interface Entry {
  readonly ms: number;
  readonly order: number;
  readonly run: () => void;
}

const before = (a: Entry, b: Entry): boolean => a.ms < b.ms || (a.ms === b.ms && a.order < b.order);

/** A binary heap. */
export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let order = 0;
  const entry = (index: number): Entry => {
    const found = heap[index];
    if (!found) throw new Error(`agenda index ${index} is out of range`);
    return found;
  };
  const swap = (a: number, b: number): void => {
    const kept = entry(a);
    heap[a] = entry(b);
    heap[b] = kept;
  };
  const sink = (): void => {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && before(entry(child), entry(least))) least = child;
      }
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    at(ms, run) {
      heap.push({ ms, order: order++, run });
      let index = heap.length - 1;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (!before(entry(index), entry(parent))) break;
        swap(index, parent);
        index = parent;
      }
    },
    next() {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last) return undefined;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
  };
}
