/**
 * Makes one call at a time, however many ask: those who ask while one is under way share the next. Nobody gets an answer
 * to a call that began before he or she asked, so what a page was told to read again is in it.
 */
export function sharedCall<Result>(call: () => Promise<Result>): () => Promise<Result> {
  let underWay: Promise<void> | undefined;
  let next: Promise<Result> | undefined;
  const begin = (): Promise<Result> => {
    const made = call();
    const over = (): void => {
      underWay = undefined;
    };
    underWay = made.then(over, over);
    return made;
  };
  return () => {
    if (underWay === undefined) return begin();
    next ??= underWay.then(() => {
      next = undefined;
      return begin();
    });
    return next;
  };
}
