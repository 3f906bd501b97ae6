/** Tells listeners that something on the board changed; cheap to call often. */
export class Change {
  readonly #listeners = new Set<(atMs: number) => void>();

  subscribe(listener: (atMs: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(atMs: number): void {
    for (const listener of this.#listeners) listener(atMs);
  }
}
