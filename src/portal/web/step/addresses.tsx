import { rorEnvironments } from "../../../domain/journey/environments.ts";

interface AddressesProps {
  readonly environment: "sandbox" | "production";
  readonly labels: { readonly token: string; readonly fhir: string };
}

/** The documented addresses of one environment. */
export function Addresses({ environment, labels }: AddressesProps) {
  const found = rorEnvironments.find(({ name }) => name === environment);
  if (found === undefined) return null;
  return (
    <dl className="facts">
      <dt>{labels.token}</dt>
      <dd style={{ overflowWrap: "anywhere" }}>{found.tokenUrl}</dd>
      <dt>{labels.fhir}</dt>
      <dd style={{ overflowWrap: "anywhere" }}>{found.fhirUrl}</dd>
    </dl>
  );
}
