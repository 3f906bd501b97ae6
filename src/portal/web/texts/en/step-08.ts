import type { texts as fr } from "../fr/step-08.ts";
import type { Same } from "../same.ts";

/** Step 08: the test environment. */
export const texts: Same<typeof fr> = {
  summary:
    "With the access that came with the committee's opinion, your TEST certificate and the guide read, you try each request on the sandbox of the ROR. This page says what will be needed; it reads the journal of the sandbox and says what is shown.",
  corrections: [
    "The official page speaks of “my certificate”: here it is the TEST one. The production certificate does not serve the sandbox.",
    "It does not say that the ROR team must know the subject (DN) of the certificate before the first token. Forgetting it looks like a fault.",
    "Older pages describe PLATINES (access codes, account switched off after six months): they no longer concern this environment.",
  ],
  todo: [
    "Read the development terms and conditions, and note the day and their version.",
    "Put away the client_id received by e-mail, the Postman collection and the document of indicators.",
    "Ask for a token: the TEST certificate serves there, and only there.",
    "Send a replace, an add, a delete; meet each documented error and check what your software does.",
    "Keep the dated record of the tests: it is the proof of this step and goes with step 09.",
  ],
  prepare: [
    "The implementation guide read (step 02) and the development terms and conditions.",
    "The TEST certificate and its key, on the machine that will try (step 03b).",
    "The e-mail of monserviceclient.ror@esante.gouv.fr: client_id, details of the connection.",
    "A place that the sandbox knows by its external id.",
  ],
  tips: [
    "The certificate serves the token server alone; requests then go over HTTPS with the token.",
    "The sandbox is a monthly, anonymised copy of production: what you write there does not last, and a brand-new identifier may be missing until the next copy.",
    "Fault in the chain of certificates: add the IGC Santé issuing authority and root to the client's store, never switch the check off.",
    "Subscribe to status.esante.gouv.fr before looking for a fault of your own.",
    "Raccord's own sandbox answers like the real one: rehearse there before you have your access.",
  ],
  contact: {
    subject: "Connection to the sandbox of the national ROR ({{journey}})",
    body: "Hello,\n\nWe are trying to connect {{journey}} to the test environment.\n\nclient_id:\nSubject (DN) of the TEST certificate:\nTime of the attempt:\nAnswer received:\n\nKind regards,",
  },
  addresses: {
    title: "Connect to the test platform",
    source: "Addresses: FHIR documentation of the ROR (environments, authentication), read on {{date}}.",
    fromPortal: "Addresses of the sandbox that is set in this portal.",
    token: "Tokens (with the certificate)",
    fhir: "FHIR (with the token)",
    subject: "Subject (DN) of the TEST certificate",
    askAns: "Not known yet: ask ANS (monserviceclient.ror@esante.gouv.fr)",
    status: "State of the services:",
  },
  journal: {
    title: "What the journal of the sandbox shows",
    none: "No sandbox is set in this portal. Prove your tests by a campaign report, or declare them with their record.",
    empty: "The journal shows nothing of this client_id yet.",
    seen_one: "{{count}} exchange of this client_id, the last on {{at}}.",
    seen_other: "{{count}} exchanges of this client_id, the last on {{at}}.",
    from: "Judged from {{date}} on.",
    state: { shown: "Shown", missing: "To show", optional: "Optional" },
    broken: "Broken rules",
    exchanges_one: "Exchange {{list}} of the journal.",
    exchanges_other: "{{count}} exchanges of the journal, among them {{list}}.",
    again:
      "Once your program is corrected, give the first day of the tests to judge, then run the scenarios again.",
    reread: "Read the journal again",
    prove: "Prove the tests by the journal",
    notOpen:
      "The proof is recorded once steps 02, 03 and 03b are finished and the reading of the terms is noted.",
  },
  campaign: {
    title: "Run the campaign with the connector",
    intro:
      "Raccord's connector runs each scenario with its own client, then puts the place back as it was. Never towards production.",
    noTarget:
      "No target of the connector writes with this client_id: add it to connector.targets, or run the scenarios with your own program.",
    run: "Run the campaign towards {{target}}",
    of: "Campaign towards {{target}}, begun by {{name}} on {{at}}",
    running: "Running: {{done}} scenarios of {{inAll}}.",
    progress: "Progress of the campaign",
    good: "Ended on {{at}}: everything that is asked for passed.",
    notGood: "Ended on {{at}}: something is left to correct, see the scenarios.",
    verdict: { passed: "Passed", failed: "Failed", "not-produced": "Could not be produced on this target" },
    report: "Report:",
  },
  report: {
    title: "Report of a campaign on the national platform",
    intro:
      "`raccord campaign` writes this report. It must be complete, of your client_id, and come from a test platform.",
    file: "Campaign report (.json)",
    prove: "Prove the tests with {{name}}",
  },
  waiting: {
    title: "Who acts, and what is waited for",
    list: [
      "The developer acts; nothing is expected of ANS while the tests last.",
      "No deadline is set: the step ends when your tests are over.",
      "If the access is still missing, it is the committee's answer (step 03) or the test material (step 03b) that is waited for.",
    ],
  },
  sections: {
    "test-platform": {
      title: "Your access",
      fields: {
        "terms-version": { label: "Version of the development terms" },
        "client-id": { label: "client_id of feeding", help: "An identifier, not a secret." },
        "tests-from": {
          label: "First day of the tests to judge",
          help: "Optional: what was sent before that day, while you were trying, does not count.",
        },
      },
    },
  },
  findings: {
    "no-test-certificate": "No valid TEST certificate was uploaded in step 07: without it there is no token.",
    "tests-to-show":
      "The tests are still to be proved: by the journal of the sandbox, a campaign report, or their declared record.",
    "test-subject-not-sent":
      "The sending of the TEST certificate's subject (DN) is not noted (step 03b): the token would be refused.",
    "client-id-unknown": "The client_id is not noted: it comes with the committee's answer.",
    "no-place-in-sandbox":
      "No place of the sheet was seen in the sandbox: the first request would be answered 404.",
    "places-in-sandbox": "{{count}} places seen in the sandbox.",
  },
  moves: {
    "terms-read": "Development terms read",
    "tests-passed": "Tests shown on the sandbox",
    "tests-declared": "Tests over, declared with their record",
  },
};
