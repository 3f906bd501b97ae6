import { queryOptions } from "@tanstack/react-query";
import type { CertificateList } from "../../certificates/shapes.ts";
import { call } from "../app/api.ts";

/** Address of a journey's certificates, or of one of them. */
export function certificatesPath(journey: string, certificate = "", action = ""): string {
  return ["/api/journeys", encodeURIComponent(journey), "certificates", certificate, action]
    .filter((part) => part !== "")
    .join("/");
}

export function certificatesQuery(journey: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "certificates"],
    queryFn: () => call<CertificateList>("GET", certificatesPath(journey)),
  });
}
