import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { journeyQuery } from "../app/queries.ts";
import { Unread } from "../app/unread.tsx";
import { Loading } from "../shell/loading.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";
import { pageOf } from "../steps/pages.tsx";

/** `/journeys/$journeyId/$stepId` */
export function StepRoute() {
  return (
    <SignedInOnly>
      <Step />
    </SignedInOnly>
  );
}

function Step() {
  const { journeyId, stepId } = useParams({ from: "/column/journeys/$journeyId/$stepId" });
  const { data, error, refetch } = useQuery(journeyQuery(journeyId));
  if (data === undefined) {
    return error === null ? <Loading /> : <Unread error={error} retry={() => void refetch()} />;
  }
  const step = data.steps.find(({ id }) => id === stepId);
  if (step === undefined) return <NotFound />;
  const Page = pageOf(step.id);
  return <Page key={step.id} journey={data} step={step} />;
}
