import { useEffect, useState } from "react";

/** A sentence is read out once it has stood for this long. */
const announceAfterMs = 1_500;

/** Reads out the sentence of the page; `quiet` leaves out what is not news. */
export function Announcer({ sentence, quiet }: { readonly sentence: string; readonly quiet: boolean }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (quiet) return;
    const timer = setTimeout(() => setSaid(sentence), announceAfterMs);
    return () => clearTimeout(timer);
  }, [sentence, quiet]);
  return (
    <p className="unseen" role="status" aria-live="polite">
      {said}
    </p>
  );
}
