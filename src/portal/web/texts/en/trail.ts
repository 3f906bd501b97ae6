import type { texts as french } from "../fr/trail.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  documentTitle: "History · {{journey}}",
  title: "History of “{{journey}}”",
  intro:
    "Who did what, when and why, newest first. Each line bears the fingerprint of the one before: a line that was changed or removed is seen.",
  caption: "History",
  when: "When",
  who: "Who",
  what: "What",
  why: "Why",
  line: "Line",
  number: "Line {{sequence}}",
  noReason: "Not stated",
  none: "Nothing is recorded yet.",
  more: "Show more",
  action: {
    "journey-begun": "Journey begun: {{name}}",
    "move-made": "Recorded: {{move}} ({{step}})",
    "move-withdrawn": "Declaration taken back: {{move}} ({{step}})",
    "document-added": "Document uploaded: {{name}} ({{kind}}, {{step}})",
    "document-removed": "Document removed: {{name}} ({{kind}}, {{step}})",
    "establishments-imported":
      "List imported ({{from}}): {{lines}} lines; added {{addedCount}}, removed {{removedCount}}, changed {{changedCount}}",
    "establishments-frozen": "Version {{version}} of the list frozen: {{lines}} lines",
    "establishments-removed": "Removed from the list: {{names}}",
    "certificate-added": "Certificate added",
    "certificate-checked": "Certificate checked again",
    "certificate-removed": "Certificate removed",
    "access-written": "Access noted: profile {{profile}}, client_id {{clientId}}",
    "paper-sent": "Sending kept: {{title}}, version {{version}}, sent on {{date}}",
    "row-removed": "Row taken out of a table: {{name}} ({{step}})",
    "row-restored": "Row put back into a table: {{name}} ({{step}})",
    "journey-exported": "Archive of the file taken",
    "message-queued": "Message ready for {{to}}: {{subject}}",
    "person-invited": "Invitation: {{email}}, {{role}}",
    "invitation-withdrawn": "Invitation withdrawn: {{email}}, {{role}}",
    "invitation-redeemed": "Invitation accepted: {{role}}",
    "role-given": "Role given: {{role}}",
    "role-revoked": "Role taken back: {{role}}",
  },
};
