/** What a part opened, closed in reverse order, each closing tried whatever happened to the others. */
export interface Closers {
  add(name: string, close: () => Promise<void> | void): void;
  /** Closes everything once; later calls return the same promise. Rejects with all failures together. */
  close(): Promise<void>;
}

export function createClosers(): Closers {
  const stack: { name: string; close: () => Promise<void> | void }[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    const failures: Error[] = [];
    for (let top = stack.pop(); top; top = stack.pop()) {
      try {
        await top.close();
      } catch (error) {
        failures.push(new Error(`closing ${top.name} failed`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "some parts did not close cleanly");
  };
  return {
    add: (name, close) => stack.push({ name, close }),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
