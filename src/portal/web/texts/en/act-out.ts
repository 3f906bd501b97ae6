import type { texts as fr } from "../fr/act-out.ts";
import type { Same } from "../same.ts";

/** The story that one person plays alone, from the first page to a live feed. */
export const texts: Same<typeof fr> = {
  label: "Guide of the story",
  offer: {
    text: "Play the whole connection yourself, alone and in about twenty minutes: {{count}} acts, every role, from the first form to beds that move in (imitated) production.",
    begin: "Play the whole story",
  },
  act: "Act {{number}} of {{count}}: {{title}}",
  over: "The story is over: the beds are moving",
  overText:
    "The supplier is on the white list, the connector feeds (imitated) production, and each movement of the hospital changes the available beds. The file keeps all its evidence. The command “raccord reset” forgets everything, to play again.",
  seeBeds: "See the beds move",
  seeFile: "See the file",
  become: "Become {{name}}",
  you: "You are {{name}}.",
  turn: "This act is {{name}}'s.",
  fill: "Fill it in for me",
  go: "Go to the page",
  show: "Show me where",
  failed: "It did not work: {{reason}}",
  acts: {
    who: {
      title: "who you are",
      note: "A vendor of SaaS software wants to feed the ROR for a hospital. Its project lead opens the file: all that she says here will fill the forms that follow.",
      todo: "Have it filled in, read it, then note “This page is complete”.",
    },
    data: {
      title: "do the data fit?",
      note: "Each indicator of the ROR is compared with what the software can count: that is the conformity note.",
      todo: "Have it filled in, then note “The conformity note is complete”.",
    },
    modalities: {
      title: "the technical modalities",
      note: "A first place of the hospital is named as the ROR knows it: an identifier of the establishment and an external identifier.",
      todo: "Have it filled in, then declare “I have read the implementation guide” with a day.",
    },
    application: {
      title: "the application",
      note: "The application to the circle of trust and the list of establishments. The portal checks the FINESS numbers and freezes the list that leaves.",
      todo: "Have it filled in: the list is frozen, the application is ready to be signed.",
    },
    signatures: {
      title: "the signatures",
      note: "The legal representative signs both documents, which the portal prepared. The signed copies are put into the file.",
      todo: "Have it filled in, then declare “Application signed” and “List signed”, each with its document.",
    },
    sending: {
      title: "the sending",
      note: "The file goes to the integration committee. From then on the committee and ANS see it too.",
      todo: "Declare “File sent”.",
    },
    hospital: {
      title: "the hospital reads it",
      note: "The hospital's contact reads what the vendor wrote in its name: a mistake that is seen here costs nothing.",
      todo: "Confirm the file.",
    },
    committee: {
      title: "the committee decides",
      note: "A member of the integration committee gives the opinion of her organisation, then notes the decision.",
      todo: "Note “Opinion of DGOS: favourable” with a reason, then “Decide favourably”.",
    },
    access: {
      title: "the test access",
      note: "ANS grants the access: the sandbox, on this machine, will really create this client and its right to write.",
      todo: "In “Test access” give the day and the client_id lits-en-scene, then grant the access.",
    },
    "test-material": {
      title: "the test material",
      note: "Form F414, test card, certificate ordered: weeks of letters, passed here in an instant.",
      todo: "Have it filled in, then declare “Subject (DN) of the TEST certificate sent to the ROR team”.",
    },
    contract: {
      title: "contract, cards, designation",
      note: "The legal representative has a contract and a card; he designates who will order the certificates.",
      todo: "Have it filled in (steps 04 to 06), then declare “Designation sent”.",
    },
    designation: {
      title: "ANS confirms the designation",
      note: "Without this confirmation no certificate should be ordered.",
      todo: "Declare “Designation confirmed by ANS”.",
    },
    certificates: {
      title: "the certificates",
      note: "The authority of the sandbox issues two real certificates, TEST and PRODUCTION. The portal makes its twelve checks; the keys do not leave the connector's machine.",
      todo: "Have it filled in, look at the checks, then note “The certificates are ready”.",
    },
    mapping: {
      title: "making the places known",
      note: "Each unit of the hospital needs an identifier that the GRADeS puts into the ROR.",
      todo: "Have it filled in: the request goes to the GRADeS.",
    },
    identifiers: {
      title: "the GRADeS assigns",
      note: "The GRADeS of the region gives the external identifiers of the places.",
      todo: "Have it filled in: the identifiers are assigned.",
    },
    tests: {
      title: "the tests",
      note: "The connector gets its access to the sandbox and plays each required scenario. The journal of the sandbox is the proof.",
      todo: "Have it filled in, declare “Development terms read”, start the campaign, then prove the tests by the journal.",
    },
    request: {
      title: "asking for the white list",
      note: "The tests are over: the supplier asks that its certificate may write for the hospital. The five working days begin.",
      todo: "Announce the beginning, then the end of the tests, tick the hospital and ask for the entry.",
    },
    "white-list": {
      title: "ANS enters it",
      note: "ANS answers: the white list of the imitated production is really changed.",
      todo: "Note the answer of ANS as it is proposed.",
    },
    live: {
      title: "going live",
      note: "The connector gets the settings that the portal exports, and every place of the hospital now goes to (imitated) production.",
      todo: "Have it filled in, then read the production journal: the last accepted sending ends the journey.",
    },
  },
};
