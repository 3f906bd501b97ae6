import { z } from "zod";
import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";

/** A place as the request line names it: IdNatStruct, a slash, the external identifier (ror-api §5.1). */
export const placeName = z
  .string()
  .max(200)
  .refine((text) => {
    const slash = text.indexOf("/");
    return isIdNatStruct(text.slice(0, Math.max(0, slash))) && slash < text.length - 1;
  }, "IdNatStruct, a slash, the external identifier, as in 1350054680/SSR38888");

/** What a campaign of tests may do on one target. */
export const campaignSettings = z.strictObject({
  /** The place whose indicators are changed and put back; `--place` wins. */
  place: placeName.optional(),
  /** Without a reader: the place is known to hold none of the indicators used, so that deleting them puts it back. */
  placeIsEmpty: z.boolean().default(false),
  /** A place of an establishment outside the write list; without it, one of an establishment that does not exist. */
  outsidePlace: placeName.optional(),
  /** An identifier that several places of the platform share. */
  duplicatedPlace: placeName.optional(),
  /** Nature of the place. */
  nature: z.enum(["bed", "place"]).default("bed"),
  /** TRE_R335, as the feed will send it. */
  sourceType: z.enum(["01", "02", "03", "04"]).default("02"),
  /** Ask for a token with a wrong client_id too; always done on this machine. */
  wrongClient: z.boolean().default(false),
  /** The target is Raccord's sandbox: faults may be asked for by the header `Raccord-Fault`. */
  faultHeaders: z.boolean().default(false),
});

export type CampaignSettings = z.output<typeof campaignSettings>;
