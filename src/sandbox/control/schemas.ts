import { z } from "zod";
import { ClientEntry, PlaceSeed, WriteRight } from "../settings.ts";

const environment = z.string().max(40).optional();
const cursor = z.coerce.number().int().min(0).default(0);
const limit = z.coerce.number().int().min(1).max(1000).default(200);

/** Every call may name its environment; without one, the first of the settings is meant. */
export const EnvironmentQuery = z.strictObject({ environment });
export const ListQuery = z.strictObject({ environment, after: cursor, limit });
export const PlaceParams = z.strictObject({
  idNatStruct: z.string().min(1).max(50),
  externalId: z.string().min(1).max(100),
});
export const PlacesBody = z.strictObject({ places: z.array(PlaceSeed).min(1).max(10_000) });
export const ClientsBody = z.strictObject({ clients: z.array(ClientEntry).max(10_000) });
export const WriteListBody = z.strictObject({ writeList: z.array(WriteRight).max(100_000) });
export const EmptyBody = z.strictObject({}).nullish();
