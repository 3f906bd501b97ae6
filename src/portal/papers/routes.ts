import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { paperIds, paperKind } from "../../domain/journey/paper-kinds.ts";
import { supplierRoles } from "../../domain/journey/roles.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { sendFile } from "../documents/send-file.ts";
import { dayInParis } from "../journey/load-facts.ts";
import { personNames } from "../journey/views.ts";
import {
  changeJourney,
  factsOf,
  type JourneyWorld,
  journeyOrThrow,
  type TypedApp,
} from "../journey/world.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { type PaperContent, paperLanguages } from "./content.ts";
import { paperFileName } from "./file-names.ts";
import { fillForm } from "./form/fill-form.ts";
import { currentForm, pdfForms } from "./form/library-form.ts";
import { draftEml, paperDraft } from "./message/draft.ts";
import { paperPdf } from "./pdf/paper-pdf.ts";
import * as shapes from "./shapes.ts";
import { keepVersion, keyOf, readVersions } from "./versions.ts";
import { paperView } from "./views.ts";
import { type PaperName, papersOf, writePaper } from "./write-paper.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
const paperParams = journeyParams.extend({ paper: z.enum(paperIds) });
const inLanguage = z.strictObject({ language: z.enum(paperLanguages).default("fr") });
const paperQuery = inLanguage.extend({ region: z.string().max(3).default("") });

/** Papers of a journey: what they say now, as files, with their e-mails, and as they were sent. */
export function paperRoutes(app: TypedApp, world: JourneyWorld): void {
  listRoute(app, world);
  fileRoutes(app, world);
  messageRoutes(app, world);
  formRoutes(app, world);
  versionRoutes(app, world);
}

/** What a journey's papers are written from. */
async function sourceOf(world: JourneyWorld, database: PortalDatabase, id: string) {
  const { name } = await journeyOrThrow(world, database, id);
  return { facts: await factsOf(world, database, id), journeyName: name };
}

/** The paper of an address, as it reads now. Throws RaccordError `journey.unknown-thing` for a region without one. */
async function contentOf(
  world: JourneyWorld,
  request: FastifyRequest,
  wanted: PaperName & { readonly language: PaperContent["language"] },
) {
  const { journey } = journeyOf(request);
  const source = await sourceOf(world, world.database, journey.id);
  known(wanted, papersOf(source.facts));
  return { ...source, id: journey.id, content: writePaper(wanted, source, wanted.language) };
}

function known({ paper, region }: PaperName, all: readonly PaperName[]): void {
  if (!all.some((one) => one.paper === paper && one.region === region))
    throw new RaccordError("journey.unknown-thing", `${paper} ${region}`.trim());
}

function listRoute(app: TypedApp, world: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/papers",
    { schema: { params: journeyParams, querystring: inLanguage, response: { 200: shapes.paperListShape } } },
    async (request) => {
      const { journey, roles } = journeyOf(request);
      const source = await sourceOf(world, world.database, journey.id);
      const versions = await readVersions(world.database, journey.id);
      const people = [...versions.values()].flat().map(({ byPerson }) => byPerson);
      const names = await personNames(world.database, [...new Set(people)]);
      const forms = await pdfForms(world.database);
      const { language } = request.query;
      return {
        papers: papersOf(source.facts).map((name) =>
          paperView(name, source, { versions: versions.get(keyOf(name)) ?? [], names, forms, language }),
        ),
        mayDeclare: roles.some((role) => supplierRoles.some((one) => one === role)),
      };
    },
  );
}

function fileRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/papers/:paper/pdf",
    { schema: { params: paperParams, querystring: paperQuery } },
    async (request, reply) => {
      const { content } = await contentOf(world, request, { ...request.params, ...request.query });
      return sendFile(reply, await fileOf(content));
    },
  );
}

async function fileOf(content: PaperContent) {
  return {
    name: paperFileName(content, "pdf"),
    media_type: "application/pdf",
    content: await paperPdf(content),
  };
}

function messageRoutes(app: TypedApp, world: JourneyWorld): void {
  const draftOf = async (
    request: FastifyRequest,
    wanted: PaperName & { readonly language: PaperContent["language"] },
  ) => {
    const { id, journeyName, facts, content } = await contentOf(world, request, wanted);
    const at = new Date(world.clock.nowMs());
    const { name: author } = signedInOrThrow(request);
    const draft = await paperDraft(world.database, { id, name: journeyName }, content, { facts, at, author });
    return { draft, content, at };
  };
  app.get(
    "/api/journeys/:journey/papers/:paper/message",
    {
      schema: { params: paperParams, querystring: paperQuery, response: { 200: shapes.paperMessageShape } },
    },
    async (request) => {
      const { draft } = await draftOf(request, { ...request.params, ...request.query });
      const { enclosed, ...message } = draft;
      return {
        ...message,
        attachments: enclosed.map(({ name, bytes }) => ({ name, sizeBytes: bytes.length })),
      };
    },
  );
  app.get(
    "/api/journeys/:journey/papers/:paper/message.eml",
    { schema: { params: paperParams, querystring: paperQuery } },
    async (request, reply) => {
      const { draft, content, at } = await draftOf(request, { ...request.params, ...request.query });
      const from = signedInOrThrow(request).email;
      const eml = await draftEml(draft, { from, at, id: world.random.hex(16) });
      return sendFile(reply, {
        name: paperFileName(content, "eml"),
        media_type: "message/rfc822",
        content: eml,
      });
    },
  );
}

function formRoutes(app: TypedApp, world: JourneyWorld): void {
  const filledOf = async (
    request: FastifyRequest,
    wanted: PaperName & { readonly language: PaperContent["language"] },
  ) => {
    const { content } = await contentOf(world, request, wanted);
    const { form } = paperKind(content.paper);
    const blank = form === null ? undefined : await currentForm(world.database, form);
    if (blank === undefined) throw new RaccordError("document.no-form");
    return { blank, filled: await fillForm(blank.content, content) };
  };
  app.get(
    "/api/journeys/:journey/papers/:paper/form",
    { schema: { params: paperParams, querystring: paperQuery } },
    async (request, reply) => {
      const { blank, filled } = await filledOf(request, { ...request.params, ...request.query });
      return sendFile(reply, { name: blank.name, media_type: "application/pdf", content: filled.pdf });
    },
  );
  app.get(
    "/api/journeys/:journey/papers/:paper/form/fields",
    { schema: { params: paperParams, querystring: paperQuery, response: { 200: shapes.formFieldsShape } } },
    async (request) => {
      const { filled } = await filledOf(request, { ...request.params, ...request.query });
      return {
        filled: filled.filled.map((one) => ({ ...one })),
        unknown: [...filled.unknown],
        left: [...filled.left],
      };
    },
  );
}

function versionRoutes(app: TypedApp, world: JourneyWorld): void {
  const { clock } = world;
  app.post(
    "/api/journeys/:journey/papers/:paper/versions",
    {
      schema: {
        params: paperParams,
        body: shapes.paperSentShape,
        response: { 201: z.strictObject({ number: z.int() }) },
      },
    },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const { paper } = request.params;
      const { region, date } = request.body;
      const atMs = clock.nowMs();
      // Every other paper is sent by a move, which says more than this.
      if (paperKind(paper).sentBy.length > 0) throw new RaccordError("journey.move-refused", paper);
      if (date > dayInParis(atMs)) throw new RaccordError("journey.move-unproved", "date");
      const sending = { person: signedInOrThrow(request), atMs, day: date, recordId: "" };
      const number = await changeJourney(world, journey.id, async (transaction) => {
        const { facts, journeyName } = await sourceOf(world, transaction, journey.id);
        known({ paper, region }, papersOf(facts));
        const own = { id: journey.id, name: journeyName };
        return keepVersion(transaction, own, facts, { paper, region }, sending);
      });
      return reply.code(201).send({ number });
    },
  );
  app.get(
    "/api/journeys/:journey/papers/:paper/versions/:number/pdf",
    {
      schema: {
        params: paperParams.extend({ number: z.coerce.number().int().min(1) }),
        querystring: paperQuery,
      },
    },
    async (request, reply) => {
      const { paper, number } = request.params;
      const { region, language } = request.query;
      const versions = await readVersions(world.database, journeyOf(request).journey.id);
      const found = versions.get(keyOf({ paper, region }))?.find((one) => one.number === number);
      if (found === undefined) throw new RaccordError("journey.unknown-thing", `${paper} ${number}`);
      return sendFile(reply, await fileOf(found.content[language]));
    },
  );
}
