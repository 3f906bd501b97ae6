import type { Role } from "../../domain/journey/roles.ts";
import { supplierRoles } from "../../domain/journey/roles.ts";

/**
 * Who may call a route.
 *
 * `anyone`: also signed out. `local`: anyone on the machine itself, while the portal listens there alone; elsewhere any
 * person who is signed in. `signed-in`: any person, whatever the roles; the route shows each what is theirs.
 * `holder`: one of these roles, whatever it is bound to. `journey`: one of these roles for the journey of the address
 * (its organisation, one of its regions; committee and ANS once it was sent).
 */
export type Access =
  | { readonly who: "anyone" }
  | { readonly who: "local" }
  | { readonly who: "signed-in" }
  | { readonly who: "holder"; readonly roles: readonly Role[] }
  | { readonly who: "journey"; readonly roles: readonly Role[] };

const anyone: Access = { who: "anyone" };
const local: Access = { who: "local" };
const signedIn: Access = { who: "signed-in" };
const holder = (...roles: Role[]): Access => ({ who: "holder", roles });
const journey = (...roles: Role[]): Access => ({ who: "journey", roles });

const deciders = ["grades", "committee-member", "ans-operator"] as const satisfies readonly Role[];
/** Everybody who can see a journey at all. */
const readers = [...supplierRoles, "establishment-contact", ...deciders] as const satisfies readonly Role[];

/** Who adds documents to a journey, and removes their own: those who work on it or answer it. */
export const documentWriters = [...supplierRoles, ...deciders] as const satisfies readonly Role[];
/** Who speaks for the supplier towards ANS about its white list. */
const whiteListAskers = ["applicant", "legal-representative", "proxy"] as const satisfies readonly Role[];
/** Who sees everything that a journey says. */
const paperReaders = [
  ...supplierRoles,
  "committee-member",
  "ans-operator",
] as const satisfies readonly Role[];

/** Who tests on the test platform, and proves it. */
const testers = ["applicant", "technical-administrator"] as const satisfies readonly Role[];
/** Who decides on the people of an organisation. */
export const inviters = ["applicant", "legal-representative"] as const satisfies readonly Role[];

/**
 * Every route of the portal but the pages' own files, each with who may call it (DESIGN §8). A route without a line stops
 * the start; a line without a route fails a test.
 */
export const accessTable = {
  "GET /api/board": anyone,
  "GET /api/events": anyone,
  "GET /api/places/:id/explain": anyone,
  // From then on figures go to the ROR: over a network nobody does that without a name.
  "POST /api/feeds/:feed/warm-up/end": local,

  // The story of the demonstration: nothing of it exists where somebody could come from a network.
  "GET /api/act-out": local,
  "POST /api/act-out": local,
  "POST /api/act-out/role": local,
  "POST /api/act-out/fill": signedIn,

  "GET /sign-in": anyone,
  "GET /sign-in/callback": anyone,
  "POST /sign-out": anyone,
  "GET /api/session": anyone,
  "GET /api/openapi.json": anyone,

  "GET /api/journeys": signedIn,
  "POST /api/journeys": signedIn,
  "GET /api/journeys/:journey": journey(...readers),
  "GET /api/journeys/:journey/answers/:section": journey(...readers),
  // What each of them writes stands with each section (`domain/journey/steps`).
  "PATCH /api/journeys/:journey/answers": journey(...supplierRoles, "grades", "ans-operator"),
  "POST /api/journeys/:journey/rows": journey(...supplierRoles, "grades"),
  "POST /api/journeys/:journey/moves": journey(...readers),
  "POST /api/journeys/:journey/moves/:record/withdraw": journey(...readers),
  // ANS alone gives the identifier of a client (onboarding §2.1).
  "POST /api/journeys/:journey/access": journey("ans-operator"),
  "GET /api/journeys/:journey/test-access": journey(...readers),
  "GET /api/journeys/:journey/messages": journey(...supplierRoles, ...deciders),
  "GET /api/journeys/:journey/trail": journey(...readers),

  "GET /api/journeys/:journey/certificates": journey(...readers),
  "POST /api/journeys/:journey/certificates": journey(...supplierRoles),
  "POST /api/journeys/:journey/certificates/:certificate/check": journey(...supplierRoles),
  "POST /api/journeys/:journey/certificates/:certificate/remove": journey(...supplierRoles),
  "GET /api/journeys/:journey/certificates/:certificate/public": journey(...readers),
  "GET /api/journeys/:journey/mapping/authors": journey(...readers),

  "GET /api/journeys/:journey/documents": journey(...readers),
  "POST /api/journeys/:journey/documents": journey(...documentWriters),
  "GET /api/journeys/:journey/documents/:document": journey(...readers),
  "DELETE /api/journeys/:journey/documents/:document": journey(...documentWriters),

  // Papers tell of every region: a GRADeS and an establishment see their own lines alone.
  "GET /api/journeys/:journey/papers": journey(...paperReaders),
  "GET /api/journeys/:journey/papers/:paper/pdf": journey(...paperReaders),
  "GET /api/journeys/:journey/papers/:paper/message": journey(...paperReaders),
  "GET /api/journeys/:journey/papers/:paper/message.eml": journey(...paperReaders),
  "GET /api/journeys/:journey/papers/:paper/form": journey(...paperReaders),
  "GET /api/journeys/:journey/papers/:paper/form/fields": journey(...paperReaders),
  "GET /api/journeys/:journey/papers/:paper/versions/:number/pdf": journey(...paperReaders),
  "POST /api/journeys/:journey/papers/:paper/versions": journey(...supplierRoles),

  "GET /api/journeys/:journey/archive": journey("applicant", "legal-representative", "proxy"),

  "GET /api/journeys/:journey/establishments": journey(...readers),
  "PATCH /api/journeys/:journey/establishments": journey(...supplierRoles),
  "POST /api/journeys/:journey/establishments/import/read": journey(...supplierRoles),
  "POST /api/journeys/:journey/establishments/import": journey(...supplierRoles),
  "GET /api/journeys/:journey/establishments/export": journey(...readers),
  "GET /api/journeys/:journey/establishments/versions": journey(...readers),
  "POST /api/journeys/:journey/establishments/versions": journey(...supplierRoles),
  "GET /api/journeys/:journey/establishments/difference": journey(...readers),

  "GET /api/journeys/:journey/test-platform": journey(...supplierRoles, ...deciders),
  "POST /api/journeys/:journey/test-platform/evidence": journey(...testers),
  "GET /api/journeys/:journey/campaign": journey(...testers),
  "POST /api/journeys/:journey/campaign": journey(...testers),
  "GET /api/journeys/:journey/campaign/report": journey(...testers),

  "GET /api/journeys/:journey/white-list": journey(...supplierRoles, ...deciders),
  // Step 09: the supplier asks; ANS answers, or the supplier declares the answer that came by e-mail (DESIGN §8).
  "POST /api/journeys/:journey/white-list/requests": journey(...whiteListAskers),
  "POST /api/journeys/:journey/white-list/requests/:request/answer": journey(
    ...whiteListAskers,
    "ans-operator",
  ),
  "GET /api/journeys/:journey/white-list/changes": journey(...supplierRoles, "ans-operator"),
  "GET /api/journeys/:journey/white-list/target": journey(...supplierRoles, "ans-operator"),
  "POST /api/journeys/:journey/go-live/read": journey(...supplierRoles, "ans-operator"),

  "GET /api/queue": holder(...deciders),
  "GET /api/messages": holder("administrator"),

  "GET /api/library": signedIn,
  "GET /api/library/:item/file": signedIn,
  "POST /api/library": holder("administrator"),
  "DELETE /api/library/:item": holder("administrator"),

  "GET /api/conditions": signedIn,
  "POST /api/conditions": holder("administrator"),
  "DELETE /api/conditions/:condition": holder("administrator"),
  "GET /api/regions": signedIn,
  // The route itself checks that a GRADeS speaks for its own region.
  "POST /api/regions/:region/modality": holder("administrator", "grades"),
  "POST /api/regions/:region/modality/letter": holder("administrator", "grades"),
  "GET /api/regions/:region/modality/letter/:document": signedIn,

  "GET /api/journeys/:journey/people": journey(...supplierRoles),
  "POST /api/journeys/:journey/invitations": journey(...inviters),
  "DELETE /api/journeys/:journey/invitations/:invitation": journey(...inviters),
  "POST /api/journeys/:journey/people/revoke": journey(...inviters),
  "GET /api/people": holder("administrator"),
  "POST /api/people/grants": holder("administrator"),
  "POST /api/people/revoke": holder("administrator"),
  "POST /api/invitations": holder("administrator"),
  "DELETE /api/invitations/:invitation": holder("administrator"),

  "GET /api/audit/verify": holder("administrator"),

  "POST /api/journeys/:journey/sample": journey("applicant"),
  "GET /api/patch-preview": signedIn,
  "GET /api/delays": signedIn,
} as const satisfies Record<string, Access>;

export type RouteKey = keyof typeof accessTable;

/** The line of a route, or `undefined` when it has none. */
export function accessOf(method: string, url: string): Access | undefined {
  const key = `${method} ${url}`;
  return Object.hasOwn(accessTable, key) ? accessTable[key as RouteKey] : undefined;
}
