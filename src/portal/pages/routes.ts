import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Random } from "../../runtime/random.ts";
import type { BuiltPages } from "./built-pages.ts";
import { fillPage, pagePolicy } from "./content-policy.ts";
import { unbuiltPage } from "./unbuilt-page.ts";

export interface PageParts {
  readonly pages: BuiltPages;
  /** Title of the tab until the application has its own. */
  readonly title: string;
  readonly random: Random;
}

/** Addresses of pages; the application in the browser knows what stands behind each. */
export const pagePaths = [
  "/",
  "/journeys",
  "/journeys/*",
  "/queue",
  "/library",
  "/library/*",
  "/admin",
] as const;

const nonceBytes = 16;

/**
 * The pages and their files. Every page address answers with the one page of the application, fresh at each load
 * because of its nonce; the files carry their hash in their name and are kept for a year. A build that is missing or
 * old answers 503 and says what to do.
 */
export async function addPageRoutes(app: FastifyInstance, parts: PageParts): Promise<void> {
  for (const path of pagePaths) app.get(path, (_request, reply) => sendPage(reply, parts, 200));
  app.get("/favicon.ico", (_request, reply) => reply.redirect("/favicon.svg", 302));
  const { pages } = parts;
  if (pages.state !== "ready") return;
  app.get("/favicon.svg", (_request, reply) =>
    reply.header("cache-control", "max-age=86400").type("image/svg+xml").send(pages.favicon),
  );
  await app.register(fastifyStatic, {
    root: join(pages.folder, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    immutable: true,
    maxAge: "365d",
    index: false,
    decorateReply: false,
  });
}

/** An address that nobody knows: the application says so to people, machines get the bare status. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply, parts: PageParts): FastifyReply {
  const forPeople =
    request.method === "GET" &&
    !/^\/(api|assets)\//.test(request.url) &&
    (request.headers.accept ?? "").includes("text/html");
  return forPeople ? sendPage(reply, parts, 404) : reply.code(404).send();
}

function sendPage(reply: FastifyReply, { pages, title, random }: PageParts, status: number): FastifyReply {
  reply.header("cache-control", "no-store").type("text/html; charset=utf-8");
  if (pages.state !== "ready") return reply.code(503).send(unbuiltPage(pages.state));
  const nonce = random.hex(nonceBytes);
  return reply
    .code(status)
    .header("content-security-policy", pagePolicy(nonce))
    .send(fillPage(pages.html, nonce, title));
}
