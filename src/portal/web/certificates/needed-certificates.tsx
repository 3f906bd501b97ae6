import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CertificateList, CertificateView } from "../../certificates/shapes.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import { Unread } from "../app/unread.tsx";
import { Loading } from "../shell/loading.tsx";
import { CertificateCard } from "./certificate-card.tsx";
import { certificatesQuery } from "./queries.ts";
import { UploadForm } from "./upload-form.tsx";

type Need = CertificateList["needed"][number];

interface NeededCertificatesProps {
  readonly journey: JourneyView;
  readonly writable: boolean;
}

/** Every certificate that is needed, with what was uploaded for it, and the others. */
export function NeededCertificates({ journey, writable }: NeededCertificatesProps) {
  const { t } = useTranslation("step-07");
  const name = useNeedName();
  const { data, error, refetch } = useQuery(certificatesQuery(journey.id));
  if (data === undefined)
    return error === null ? <Loading /> : <Unread error={error} retry={() => void refetch()} />;
  const { needed, certificates } = data;
  const others = certificates.filter((one) => !needed.some((need) => serves(one, need)));
  return (
    <section className="panel" aria-labelledby="needed-certificates">
      <h2 id="needed-certificates">{t("need.title")}</h2>
      <p>{t(journey.kind === "proprietary" ? "need.intro.proprietary" : "need.intro.other")}</p>
      {needed.map((need) => (
        <NeedPart
          key={`${need.environment} ${need.role} ${need.instance}`}
          journey={journey}
          need={need}
          name={name(need)}
          certificates={certificates.filter((one) => serves(one, need))}
          writable={writable}
        />
      ))}
      {others.length > 0 && (
        <>
          <h3>{t("need.others")}</h3>
          {others.map((one) => (
            <div key={one.id}>
              <p>{name(one)}</p>
              <CertificateCard journey={journey} certificate={one} writable={writable} />
            </div>
          ))}
        </>
      )}
    </section>
  );
}

interface NeedPartProps extends NeededCertificatesProps {
  readonly need: Need;
  readonly name: string;
  readonly certificates: readonly CertificateView[];
}

function NeedPart({ journey, need, name, certificates, writable }: NeedPartProps) {
  const { t } = useTranslation("step-07");
  const structures = need.structures
    .map((one) => [one.idNatStruct, one.name].filter((it) => it !== "").join(" "))
    .join(", ");
  return (
    <div>
      <h3>{name}</h3>
      <p>
        {t("need.structure")} <strong>{structures === "" ? t("need.noStructure") : structures}</strong>
      </p>
      {certificates.length === 0 && <p>{t("need.none")}</p>}
      {certificates.map((one) => (
        <CertificateCard key={one.id} journey={journey} certificate={one} writable={writable} />
      ))}
      {writable && <UploadForm journey={journey.id} name={name} place={placeOf(need)} />}
    </div>
  );
}

/** A need in words. */
export function useNeedName(): (need: Pick<Need, "environment" | "role" | "instance">) => string {
  const { t } = useTranslation("step-07");
  return ({ environment, role, instance }) =>
    t("need.name", {
      environment: t(`environment.${environment}`),
      role: t(`role.${role}`),
      of: t(`of.${instance === "" ? "supplier" : "instance"}`, { instance }),
    });
}

function placeOf({ environment, role, instance }: Need) {
  return { environment, role, instance };
}

function serves(certificate: CertificateView, need: Need): boolean {
  return (
    certificate.environment === need.environment &&
    certificate.role === need.role &&
    (certificate.instance === need.instance || need.instance === "")
  );
}
