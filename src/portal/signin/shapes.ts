import { z } from "zod";

/** `POST /sign-out`: where the page goes next, the provider's own sign-out or the portal's first page. */
export const signOutShape = z.strictObject({ next: z.string() });
export type SignOut = z.infer<typeof signOutShape>;
