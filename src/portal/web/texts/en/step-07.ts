import type { texts as french } from "../fr/step-07.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  summary:
    "Make key and request on your own machine, order each certificate with your card, then upload its public part here: the portal makes the checks and gives the subject to send.",
  corrections: [
    "The official page says that one certificate does for test and for the national ROR. It does not: the sandbox wants a TEST certificate of IGC Santé, production a production one.",
    "It does not say that a supplier who also reads the ROR has two client_id, hence a second production certificate.",
    "It speaks of certificates on the white list. For FHIR the ROR team also asks for the subject (DN) as text: keep both ready.",
    "It counts one certificate for each instance, while the legal entity bears the certificate. For a GHT of several entities, ask ANS which one bears it.",
  ],
  todo: [
    "Read below which certificates you need.",
    "For each: key and request (CSR) on your machine, order on the IGC Santé portal, withdrawal, upload of the public part here.",
    "Put right what failed; read what is to be looked at.",
    "Copy the subject of the TEST certificate and send it to the ROR team (step 03b); the production one leaves in step 09.",
    "Give a shared mailbox for the expiry notices, then record that the certificates are ready.",
  ],
  prepare: [
    "TEST: the test card in hand (step 03b). Production: being a designated technical administrator (step 06), with card or e-CPS.",
    "The structure: FINESS of the legal entity, or SIRET. Country, department, name and identifier are written by the authority.",
    "A name of “service applicatif” (it becomes the CN), a password for the key, a revocation code.",
  ],
  tips: [
    "The private key never leaves your machine: a file that holds one is refused here and nothing of it is kept.",
    "Losing the key's password means a new request.",
    "A certificate lives three years. The notice leaves 60 days before, from noreply@pfc.eservices.esante.gouv.fr: let that sender through. Renewal is not automatic and is possible only before the end.",
    "Only RSA 2048 keys were seen; whether other sizes are accepted is unknown.",
    "Revoke on loss, theft, end of activity, or when a datum of the certificate changes. It is final.",
    "“ASIP-SANTE” in the authorities' names is normal: it is the former name of ANS.",
  ],
  contact: {
    subject: "Subject (DN) of our certificate, national ROR ({{journey}})",
    body: "Hello,\n\nHere is the subject of the certificate of {{journey}} for FHIR MEV3.0 access to the national ROR:\n\n(paste the subject copied from the portal here)\n\nThe public certificate is attached.\n\nKind regards,",
  },
  environment: { test: "TEST", production: "PRODUCTION" },
  role: { writer: "feeding", reader: "reading" },
  of: { supplier: ", in your name", instance: ", instance “{{instance}}”" },
  need: {
    title: "Certificates that you need",
    intro: {
      proprietary:
        "Proprietary solution: one TEST certificate, and a production one for each running instance.",
      other:
        "One TEST and one production certificate in your own name: they hold for all establishments of the list.",
    },
    name: "{{environment}} certificate, {{role}}{{of}}",
    structure: "Structure to choose on the portal:",
    noStructure: "to be declared in step 00",
    none: "No file uploaded.",
    others: "Other certificates uploaded",
  },
  upload: {
    file: "File of the public certificate",
    help: "PEM, DER (.cer, .crt) or P7B, 512 kB at most. Never a private key, never a password.",
    send: "Upload and check",
    sending: "Checking…",
    done: "Certificate uploaded and checked.",
    needed: "Choose a file first.",
    tooLarge: "The file is larger than 512 kB: it is no certificate.",
  },
  certificate: {
    subject: "Subject (DN), ready to send",
    copy: "Copy the subject",
    write: "Write to the ROR team",
    mailSubject: "Subject (DN) of the {{environment}} certificate, {{role}} ({{journey}})",
    mailBody:
      "Hello,\n\nHere is the subject of the {{environment}} certificate ({{role}}) of {{journey}} for FHIR MEV3.0 access to the national ROR:\n\n{{subject}}\n\nThe public certificate is attached.\n\nKind regards,",
    public: "Download the public file",
    again: "Check again",
    remove: "Take out",
    removeTitle: "Take this certificate out",
    until: "Valid until",
    fingerprint: "SHA-256 fingerprint",
    uploaded: "Uploaded",
    by: "by {{name}}, on {{date}}",
    checked: "Checked on {{date}}",
    checks: "The twelve checks:",
    summary: "{{passed}} passed, {{warned}} to look at, {{failed}} failed, {{unchecked}} not made",
  },
  result: {
    passed: "Passed",
    warned: "Look at it",
    failed: "Failed",
    "could-not-check": "Not checked",
  },
  howto: {
    title: "Make key and request on your own machine",
    intro:
      "The key is born on your machine and stays there, encrypted. Only request.csr goes to the ordering portal.",
    which: "For which certificate?",
    name: "“Service applicatif” (CN)",
    nameHelp: "One name for each certificate, to be recognised in three years, for example LITS ROR.",
    raccord: "With Raccord",
    openssl: "With OpenSSL alone",
    copy: "Copy the command",
    organization: "NAME OF THE STRUCTURE",
    department: "Department (00)",
    structure: "1FINESS",
  },
  order: {
    title: "What to type on the ordering portal",
    steps: [
      "Open https://pfc.eservices.esante.gouv.fr/ in a private window of Chrome or Firefox, card in the reader.",
      "“Demander”, offer ORG (organisation), then the structure: only those for which you are designated appear.",
      "New product, usage AUTH_CLI. Not SIGN, not CONF, not SERVEUR.",
      "“Service applicatif”: the name chosen above. E-mail: the shared mailbox.",
      "Choose to hand in a CSR and give request.csr.",
      "“Retirer” (or the link in the e-mail): choose a revocation code, note it in the safe, accept, finish, download.",
    ],
  },
  sections: {
    "certificate-plan": {
      title: "Following the certificates",
      fields: {
        mailbox: {
          label: "Shared mailbox for notices",
          help: "Expiry notices still arrive there when somebody has left.",
        },
        "key-place": { label: "Where the private key lives", help: "The machine or the safe, not the key." },
        "revocation-code-holder": { label: "Who knows the revocation code" },
      },
    },
  },
  findings: {
    "certificate-missing":
      "$t(environment.{{environment}}) certificate, $t(role.{{role}})$t(of.{{named}}): no file uploaded.",
    "certificate-failed":
      "$t(environment.{{environment}}) certificate, $t(role.{{role}})$t(of.{{named}}): check failed ({{checks}}).",
    "certificate-expired":
      "$t(environment.{{environment}}) certificate, $t(role.{{role}})$t(of.{{named}}): ended on {{until}}.",
    "certificate-fits":
      "$t(environment.{{environment}}) certificate, $t(role.{{role}})$t(of.{{named}}): good until {{until}}.",
    "certificate-ends-soon":
      "$t(environment.{{environment}}) certificate, $t(role.{{role}})$t(of.{{named}}): {{days}} days left; renew before {{until}}.",
    "certificate-warned":
      "$t(environment.{{environment}}) certificate, $t(role.{{role}})$t(of.{{named}}): look at check {{checks}}.",
    "certificate-shared":
      "The same certificate is uploaded {{count}} times: one for each environment, client_id and instance.",
    "no-instance-for-certificates":
      "No instance in step 00: the number of production certificates depends on them.",
    "mailbox-of-one-person":
      "{{mailbox}} is one person's address: give a shared mailbox, the notices will outlast that person.",
    "designation-not-confirmed":
      "The designation (step 06) is not confirmed: order no production certificate yet.",
    "certificate-entity":
      "Instance “{{instance}}” serves {{count}} legal entities: ask ANS which one bears the certificate.",
  },
  moves: { "certificates-ready": "The certificates are ready" },
};
