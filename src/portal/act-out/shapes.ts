import { z } from "zod";
import { stepIds } from "../../domain/journey/step.ts";
import { actIds } from "./acts.ts";

/** `GET /api/act-out`: how far the story is that one person plays alone. */
export const actOutShape = z.discriminatedUnion("state", [
  /** There is no stage: this portal is not the demonstration that starts everything. */
  z.strictObject({ state: z.literal("none") }),
  z.strictObject({ state: z.literal("offered"), acts: z.int() }),
  z.strictObject({
    state: z.literal("begun"),
    journey: z.string(),
    acts: z.array(
      z.strictObject({
        id: z.enum(actIds),
        person: z.string(),
        personName: z.string(),
        page: z.enum(stepIds),
        done: z.boolean(),
      }),
    ),
    /** Place in `acts` of the first that is not done; `null`: the story is over. */
    current: z.int().nullable(),
    /** Something of the current act can be typed for the player. */
    fillable: z.boolean(),
    /** Invented person who is signed in here. */
    you: z.string().nullable(),
    plugged: z.enum(["nothing", "test", "production"]),
  }),
]);
export type ActOutView = z.infer<typeof actOutShape>;

/** `POST /api/act-out/role`. */
export const roleShape = z.strictObject({ person: z.string().min(1).max(40) });

/** `POST /api/act-out/fill`: the act that the player sees, so that nobody fills another by a late click. */
export const fillShape = z.strictObject({ act: z.enum(actIds) });

/** `POST /api/act-out`: where the story begins, or goes on. */
export const begunShape = z.strictObject({ next: z.string() });
