import { useQuery } from "@tanstack/react-query";
import type { Session } from "../../journey/shapes.ts";
import type { SignOut } from "../../signin/shapes.ts";
import { call } from "./api.ts";
import { sessionQuery } from "./queries.ts";

type Person = NonNullable<Session["person"]>;

/** Who is signed in: `undefined` until it is known, `null` for nobody. */
export function usePerson(): Person | null | undefined {
  const { data, isError } = useQuery(sessionQuery);
  return data === undefined ? (isError ? null : undefined) : data.person;
}

/** Where signing in begins; it ends on the page that the person is on. */
export function signInAddress(): string {
  return `/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`;
}

/** Ends the session and leaves for where the server says: its first page, or the sign-out of the provider. What was typed and not saved stays in the browser.
 * Rejects with ApiError. */
export async function signOut(): Promise<void> {
  const { next } = await call<SignOut>("POST", "/sign-out");
  location.assign(next);
}
