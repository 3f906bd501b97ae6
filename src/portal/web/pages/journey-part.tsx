import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { JourneyView } from "../../journey/shapes.ts";
import { journeyQuery } from "../app/queries.ts";
import { Unread } from "../app/unread.tsx";
import { Loading } from "../shell/loading.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";

interface JourneyPartProps {
  readonly id: string;
  readonly children: (journey: JourneyView) => ReactNode;
}

/** A page about one journey: shown once it is read, or why it cannot be. */
export function JourneyPart({ id, children }: JourneyPartProps) {
  return (
    <SignedInOnly>
      <Part id={id}>{children}</Part>
    </SignedInOnly>
  );
}

function Part({ id, children }: JourneyPartProps) {
  const { data, error, refetch } = useQuery(journeyQuery(id));
  if (data !== undefined) return children(data);
  return error === null ? <Loading /> : <Unread error={error} retry={() => void refetch()} />;
}
