import type { texts as fr } from "../fr/step-03.ts";
import type { Same } from "../same.ts";

/** Step 03: joining the circle of trust. */
export const texts: Same<typeof fr> = {
  summary:
    "Two signed forms go to ANS: the application to the circle of trust and the list of establishments. A committee gives its opinion; if it is favourable, the way into the test environment comes by e-mail.",
  todo: [
    "Complete the list of establishments and correct the lines with an error.",
    "For each region, know whether it feeds directly or through an EAI; for an EAI, write to its GRADeS.",
    "Answer each condition, or ask ANS for them.",
    "Freeze a version of the list, export it and copy the sheet into the application form.",
    "Have both forms signed by the person legally responsible and upload the copies.",
    "Send them together with the message that is ready, then note the day of sending, the receipt, the opinion and the access.",
  ],
  corrections: [
    "The official page prints the address without its dot (“esantegouv.fr”): mail sent there is lost. The right one is monserviceclient.ror@esante.gouv.fr.",
    "The red box of conditions, which the page speaks of, is in no source read: ask for it.",
    "The test material (step 03b) is asked for at the same time: do not wait for the opinion.",
    "Access profiles go from 0 to 5, not from 0 to 4.",
  ],
  prepare: [
    "The application form and the template of the list for your kind of solution.",
    "The FINESS EJ and FINESS EG numbers of each establishment, and its department.",
    "Name, position and address of the person legally responsible, who signs.",
    "What the appendix of the form says of your regions.",
  ],
  tips: [
    "No delay is published for the opinion: note your dates, they will help those who come after.",
    "The list can be updated at any time through the same address: each new customer is a small step 09.",
    "A GRADeS enters the identifiers of units in the ROR by hand: begin that work while you wait.",
    "A wrong FINESS key warns and does not block: exceptions exist.",
  ],
  contact: {
    subject: "Application to the circle of trust of the national ROR: {{journey}}",
    body: "Hello,\n\nPlease find joined, signed by our legally responsible person:\n- the application form for the circle of trust of the national ROR;\n- the list of establishments that will supply data.\n\nProject: {{journey}} (update of bed capacity and availability).\n\nCould you confirm receipt and tell us when the committee will study it?\n\nKind regards,",
  },
  sections: {
    application: {
      title: "The application",
      help: "These answers are copied into the official form.",
      fields: {
        purpose: { label: "Purpose", help: "Which data, for which establishments, how often." },
        signatory: { label: "Legally responsible person", help: "Who signs both forms." },
        "signatory-title": { label: "Position" },
        "signatory-email": { label: "E-mail address" },
        "signatory-phone": { label: "Telephone" },
        "third-party": {
          label: "Do you develop or operate for a third party?",
          help: "If so, the charter on data access and consumption is to be signed too.",
          options: { yes: "Yes", no: "No" },
        },
        "reading-profile": {
          label: "Do you also want to read the ROR?",
          help: "The profile governs reading alone; feeding needs none.",
          options: {
            none: "No, feed only",
            "0": "Profile 0: open data",
            "1": "Profile 1: everything",
            "2": "Profile 2: everything but very restricted data",
            "3": "Profile 3: medico-social, the rest as open data",
            "4": "Profile 4: without contact and personal data",
            "5": "Profile 5: without very restricted data and bed availability",
            "to-ask": "To be asked of ANS",
          },
        },
        "restricted-reading-regions": {
          label: "Restricted reading: in how many regions?",
          help: "One: the regional circle of the GRADeS. Several: the national circle.",
          options: { none: "None", one: "One", several: "Several" },
        },
      },
    },
    "conditions-met": {
      title: "Conditions to be met",
      fields: {
        met: { label: "Met?", options: { met: "met", "not-met": "not met" } },
        evidence: { label: "Evidence", help: "What shows it, or the name of the uploaded document." },
      },
    },
    regions: {
      title: "Regions",
      fields: {
        "grades-contacted-on": { label: "GRADeS contacted on" },
        "grades-contact": { label: "Contact at the GRADeS" },
        note: { label: "What was agreed" },
        "modality-said": {
          label: "Answer of the GRADeS, received by e-mail",
          help: 'Upload its answer to this step ("Answer of the GRADeS"). What the region records itself comes first.',
          options: { direct: "Direct", eai: "Through the regional EAI" },
        },
        "modality-said-on": { label: "Day of this answer" },
      },
    },
    "committee-answer": {
      title: "Answer of the committee",
      help: "To be filled in as the answers arrive.",
      fields: {
        "committee-date": { label: "Day of the committee" },
        questions: { label: "Questions asked and answers given" },
        "letter-reference": { label: "Reference of the notification letter" },
        "granted-profile": {
          label: "Profile granted",
          options: { none: "none: feed only", "0": "0", "1": "1", "2": "2", "3": "3", "4": "4", "5": "5" },
        },
        "client-id": {
          label: "client_id received",
          help: "The identifier alone, never a secret or a password.",
        },
      },
    },
  },
  findings: {
    "no-establishment": "The list of establishments is empty.",
    "list-errors": "Lines of the list with an error: {{count}}.",
    "list-warnings": "Lines of the list to check: {{count}}.",
    "establishments-listed": "{{count}} establishments listed, without an error.",
    "list-not-frozen": "No version of the list is frozen: freeze the one that will be signed.",
    "region-unknown": "Lines without a region: {{count}}.",
    "modality-to-be-confirmed": "Region {{name}}: feeding modality to be confirmed with the GRADeS.",
    "modality-declared":
      "Region {{name}}: modality declared by the supplier, from the uploaded answer; the region has not recorded it itself.",
    "modality-declared-date": "Region {{name}}: the day of the GRADeS's answer is missing.",
    "modality-declared-day-to-come": "Region {{name}}: the day of the GRADeS's answer is in the future.",
    "modality-declared-document":
      "Region {{name}}: upload the answer of the GRADeS; without it the modality stays to be confirmed.",
    "modality-direct": "Region {{name}}: direct feeding.",
    "modality-eai": "Region {{name}}: feeding through an EAI, as your solution is.",
    "eai-in-direct-region":
      "Region {{name}}: it feeds directly, while you are an EAI. Ask ANS and the GRADeS.",
    "grades-contacted": "Region {{name}}: the GRADeS was contacted.",
    "grades-to-contact": "Region {{name}}: it feeds through an EAI, contact its GRADeS.",
    "conditions-unknown": "The conditions are not known: ask ANS for them.",
    "conditions-open": "Conditions without an answer: {{count}}.",
    "conditions-unproved": "Conditions met without evidence: {{count}}.",
    "conditions-not-met": "Conditions not met: {{count}}.",
    "charter-unsigned": "The signed charter is missing: you act for a third party.",
    "signatory-is-representative": "{{name}} signs, and is the legal representative of step 00.",
    "signatory-differs":
      "{{signatory}} signs, while step 00 names {{representative}} as legal representative.",
    "regional-circle":
      "Restricted reading in one region alone: the regional circle of the GRADeS may be enough. Ask.",
    "reading-profile-to-ask": "Reading profile: to be asked of ANS.",
    "opinion-to-answer": "The opinion is not favourable: answer the committee, then note the new opinion.",
    "establishments-confirmed": "Establishments confirmed by their contact: {{count}}.",
    "establishment-disputed": "Establishment {{finess}} disputes the file: {{reason}}",
    "profile-differs": "Profile asked for: {{asked}}; profile granted: {{granted}}.",
    "client-id-unknown": "The client_id received is not noted: step 08 will need it.",
    "questions-open": "Questions of the committee without an answer: {{count}}.",
    "changes-requested": "The committee asks for changes: {{reason}}",
    "application-refused": "The application is refused: {{reason}}",
  },
  moves: {
    "application-signed": "Application signed",
    "list-signed": "List signed",
    "application-sent": "File sent",
    "application-acknowledged": "Receipt confirmed",
    "opinion-favourable": "Favourable opinion received",
    "opinion-reserved": "Opinion with a reserve received",
    "access-received": "Test access received",
    "establishment-confirmed": "File confirmed by the establishment",
    "establishment-disputed": "File disputed by the establishment",
    "question-asked": "Question asked",
    "question-answered": "Answer given",
    "member-opinion-favourable": "Favourable opinion of a member",
    "member-opinion-reserved": "Opinion of a member with a reserve",
    "member-opinion-unfavourable": "Unfavourable opinion of a member",
    "condition-met": "Condition judged as met",
    "condition-not-met": "Condition judged as not met",
    "decision-favourable": "Favourable decision",
    "decision-changes-requested": "Changes requested",
    "decision-refused": "Application refused (unfavourable opinion)",
    "access-granted": "Test access granted",
  },
};
