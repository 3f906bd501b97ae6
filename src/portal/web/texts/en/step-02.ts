import type { texts as fr } from "../fr/step-02.ts";
import type { Same } from "../same.ts";

/** Step 02: the technical modalities. */
export const texts: Same<typeof fr> = {
  summary:
    "Study the one feeding scenario that is open today: updating capacity and availability of a place with a FHIR PATCH. Here it is with a place of your own.",
  corrections: [
    "The official page does not say that a place must already carry the agreed external id in the national ROR. The GRADeS enters it: ask for it now.",
    "The implementation guide also describes reading. Its four Ror-* headers must be absent when feeding.",
  ],
  todo: [
    "Read scenario 2 of “creation and update of the place of realisation of the offer” in the implementation guide.",
    "Type one of your places: the request below is then yours.",
    "Provide for each answer of the list, and for what your software does with it.",
    "Begin the mapping sheet with the GRADeS, then note the day on which you read the guide.",
  ],
  prepare: [
    "The FINESS of the geographic establishment (EG) of one of your places, and the code that the establishment gives to the unit.",
    "The implementation guide: interop.esante.gouv.fr/ig/fhir/ror.",
    "The list of all places to be fed: it becomes the mapping sheet.",
  ],
  tips: [
    "One request carries one indicator of one place. Nothing published allows several at once.",
    "Keep the order yourself: no If-Match is in place, the last one wins. One sending at a time per place.",
    "The body is not strict FHIR (a part without a name): produce it as plain JSON, a FHIR library would refuse it.",
    "The value of an add or replace is the whole record, never a piece.",
  ],
  contact: {
    subject: "Technical modalities of feeding the national ROR ({{journey}})",
    body: "Hello,\n\nWe are studying how {{journey}} will feed the national ROR (scenario 2, PATCH of Location).\n\nIs the address of feeding the same as that of reading? Are there rate limits?\n\nOur question:\n\n\nKind regards,",
  },
  compose: "Put in the composed IdNatStruct: {{composed}}",
  guide: {
    read: "Read on {{date}}: guide {{guide}}, model {{model}}. The pages of the guide do not all give the same number: read again before relying on it.",
    link: "Open the implementation guide (new tab)",
  },
  patch: {
    title: "The request, with your place",
    own: "This is the request for the place typed above. Nothing is sent.",
    invented: "Type IdNatStruct and external id above; until then, an invented place.",
    operation: "Operation",
    operations: {
      replace: "replace: always first",
      add: "add: only after the right 404",
      delete: "delete: take a row out",
    },
    indicator: "Indicator",
    fromConnector: "Composed by the connector, as it would send it.",
    fromExample: "The connector does not answer: a fixed example (available beds, either gender).",
    request: "Address and headers",
    headers:
      "Two headers, no more: the token and the type. The four reading headers Ror-* must be absent. The address is the one documented for the sandbox; ANS gives that of production in step 09.",
    body: "Body",
    curl: "The same with curl",
    copy: "Copy the command",
  },
  answers: {
    title: "Each answer, and what to do with it",
    rule: "Decide by status, issue.code and issue.expression; never by the text of diagnostics.",
    documented: "documented",
    undocumented: "not documented for this request",
    expression:
      "issue.expression is a plain text in one published example and a list in the others: accept both. A 400 may carry several issues.",
    list: {
      ok: {
        title: "Accepted",
        sign: "headers Last-Modified and ETag; the body may be empty",
        act: "Note the figure as confirmed, with the time.",
      },
      capacityAbsent: {
        title: "This indicator is not in the place yet",
        sign: "not-found, Location.extension.where(url='…ror-location-supported-capacity')",
        act: "Send add for the same record. It is the only case in which add is allowed.",
      },
      placeUnknown: {
        title: "The place is unknown",
        sign: "not-found, Location",
        act: "Stop for this place and write to the GRADeS, who must enter the external id. No add.",
      },
      placeTwice: {
        title: "Several places have this identifier",
        sign: "multiple-matches, Location",
        act: "Stop for this place; GRADeS and establishment remove the duplicate.",
      },
      wrongNature: {
        title: "The nature is not that of the indicator",
        sign: "business-rule, …extension('capacityType')",
        act: "Correct the mapping (bed or place). Do not send the same again.",
      },
      wrongValue: {
        title: "The values form no indicator",
        sign: "business-rule, the whole extension",
        act: "Compare the seven codes with the official list; switch this indicator off for the place and tell GRADeS and establishment.",
      },
      wrongPath: {
        title: "The criteria of the path form no indicator",
        sign: "business-rule, without an expression",
        act: "Path and value must name the same indicator: correct the path.",
      },
      unauthorised: {
        title: "Token missing, expired or refused",
        sign: "401",
        act: "Ask for a new token, once. If the token server refuses (invalid_client), check the registered subject (DN) and the environment of the certificate.",
      },
      forbidden: {
        title: "Writing is not allowed",
        sign: "403",
        act: "Check the client_id of feeding (not that of reading), that the Ror-* headers are absent, and that the establishment is in the list sent to ANS.",
      },
      tooMany: {
        title: "Too many calls",
        sign: "429",
        act: "Wait as long as Retry-After says, if it is there, then go on more slowly.",
      },
      serverFault: {
        title: "Fault of the server, or no answer",
        sign: "500 to 599",
        act: "Try again at growing intervals. Without an answer the effect is unknown: send the latest figure again, replace makes it safe.",
      },
    },
  },
  traps: {
    title: "Known traps",
    list: [
      "The old CSD web services (MEV 2.4) carry no bed availability and were to stop at the end of March 2026: do not begin with them.",
      "“MMR” and “roar”, in translated pages, mean the ROR.",
      "Gender 03 (undifferentiated) of the examples is withdrawn since 28/08/2025; 04 takes its place, to be confirmed by ANS.",
      "Status 07 (operational) is never sent: it is computed, and withdrawn since 31/01/2025.",
      "Scenario 9 (replacement of all rows) is deprecated: one operation per indicator.",
      "IdNatStruct comes from the geographic establishment (EG), not from the legal entity (EJ); the certificate follows the EJ.",
      "capacityUpdateDate is the date of the information at its source, not of the sending, and never in the future.",
      "The slash between IdNatStruct and identifier is sent as it is; if a server wants it encoded (%2F), that is a setting of the connector.",
    ],
  },
  sheet: {
    title: "Mapping sheet",
    text_zero: "No unit is in the sheet yet: begin it, it serves all along the journey.",
    text_one: "{{count}} unit in the sheet, {{assigned}} with an identifier.",
    text_other: "{{count}} units in the sheet, {{assigned}} with an identifier.",
  },
  sections: {
    technical: {
      title: "One of your places",
      help: "The identifier of a place is IdNatStruct, a slash, the external id.",
      fields: {
        "finess-eg": {
          label: "FINESS of the establishment (EG)",
          help: "To compose the IdNatStruct; its key is checked.",
        },
        "id-nat-struct": { label: "IdNatStruct", help: "1 followed by the FINESS EG: 10 characters." },
        "external-id": {
          label: "External id",
          help: "The one that the GRADeS entered or will enter; without the IdNatStruct.",
        },
        "guide-version": { label: "Version of the guide read" },
        notes: { label: "Notes" },
      },
    },
  },
  findings: {
    "id-nat-struct-form":
      "IdNatStruct: 1 and a FINESS (10 characters), or 3 and a SIRET (15). The FINESS alone is not enough.",
    "id-nat-struct-fits": "{{structure}} is well formed and the key of the FINESS is right.",
    "id-nat-struct-key": "The key of the FINESS in {{structure}} does not fit: check it. Exceptions exist.",
    "id-nat-struct-siren": "A SIREN names a legal entity: the request wants the geographic establishment.",
    "id-nat-struct-legal-entity":
      "{{finess}} is declared in step 00 as a legal entity: the request wants the FINESS of the establishment (EG).",
    "id-nat-struct-other": "IdNatStruct is {{structure}}, but the FINESS EG typed gives {{composed}}.",
    "external-id-has-structure":
      "“{{id}}” holds the IdNatStruct already: put only what comes after the slash.",
    "guide-version-other": "Guide {{version}}; the version read is {{published}}.",
    "mapping-not-begun": "The mapping sheet with the GRADeS is empty: begin it now.",
  },
  moves: { "guide-read": "I have read the implementation guide" },
};
