import type { FastifyInstance } from "fastify";
import { storableText } from "../runtime/database.ts";
import { RaccordError } from "../runtime/errors/raccord-error.ts";

/**
 * Makes what arrives storable, before anything judges it. Halves of surrogate pairs and NUL cannot be kept by either
 * database as they are: what is read back would differ from what was hashed into the trail, or the whole call would fail
 * and take the other fields with it. In texts of a body they become U+FFFD; in an address they are refused.
 */
export function keepRequestsStorable(app: FastifyInstance): void {
  app.addHook("preValidation", async (request) => {
    for (const part of [request.params, request.query])
      if (Object.values(part ?? {}).some((text) => String(text).includes("\0")))
        throw new RaccordError("journey.bad-request");
    request.body = storable(request.body);
  });
}

/** A JSON value with its texts as both databases keep them. Anything that is not plain JSON stays what it is. */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value.toWellFormed());
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, storable(member)]));
}
