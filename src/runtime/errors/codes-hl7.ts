import type { ErrorText } from "./error-text.ts";

/** What HL7 v2 messages and their transport can do wrong, and what the connector made of it. */
export const hl7Codes = {
  "hl7.no-msh": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH; PAM FR 2.11.2 section 6",
    fr: "Le message ne commence pas par un segment MSH lisible.",
    en: "The message does not begin with a readable MSH segment.",
    adviceFr:
      "Vérifier ce que l'émetteur envoie : un seul message HL7 v2 en ER7 par trame, MSH en premier. La trame masquée est conservée.",
    adviceEn:
      "Check what the sender emits: one HL7 v2 message in ER7 per frame, MSH first. The masked frame is kept.",
  },
  "hl7.several-messages": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, message construction rules",
    fr: "La trame contient plusieurs segments MSH : un seul accusé ne peut répondre pour plusieurs messages.",
    en: "The frame holds several MSH segments: one acknowledgement cannot answer for several messages.",
    adviceFr:
      "Régler l'émetteur pour qu'il encadre chaque message (0x0B … 0x1C 0x0D). Aucun message de cette trame n'a été pris.",
    adviceEn:
      "Set the sender so that it frames each message (0x0B … 0x1C 0x0D). No message of this frame was taken.",
  },
  "hl7.too-many-segments": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, message construction rules",
    fr: "Le message a plus de segments que la limite réglée.",
    en: "The message has more segments than the limit that is set.",
    adviceFr: "Vérifier si l'émetteur joint des documents ; sinon relever la limite de segments du flux.",
    adviceEn: "Check whether the sender attaches documents; otherwise raise the segment limit of the feed.",
  },
  "hl7.short-delimiters": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-2",
    fr: "MSH-2 est plus court que quatre caractères ; les séparateurs usuels complètent.",
    en: "MSH-2 is shorter than four characters; the usual separators fill in.",
    adviceFr: "Demander à l'émetteur d'écrire ^~\\& dans MSH-2.",
    adviceEn: "Ask the sender to write ^~\\& in MSH-2.",
  },
  "hl7.odd-delimiters": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-2",
    fr: "MSH-2 contient des caractères qui ne peuvent pas séparer, en double ou en trop.",
    en: "MSH-2 holds characters that cannot separate, doubles, or too many of them.",
    adviceFr:
      "Demander à l'émetteur d'écrire ^~\\& dans MSH-2 ; vérifier la lecture du message avec « raccord inspect ».",
    adviceEn: 'Ask the sender to write ^~\\& in MSH-2; check how the message is read with "raccord inspect".',
  },
  "hl7.doubled-backslash": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-2",
    fr: "La barre oblique inverse de MSH-2 est doublée ; elle est lue comme un seul caractère d'échappement.",
    en: "The backslash of MSH-2 is doubled; it is read as one escape character.",
    adviceFr: "Rien d'urgent : l'émetteur échappe deux fois son texte. Le lui signaler.",
    adviceEn: "Nothing urgent: the sender escapes its text twice. Tell it so.",
  },
  "hl7.odd-segment-name": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, segments",
    fr: "Un segment a un nom qui n'est pas fait de trois caractères ; il est conservé sans être lu.",
    en: "A segment has a name that is not made of three characters; it is kept and not read.",
    adviceFr:
      "Chercher un retour à la ligne à l'intérieur d'un champ de texte : il coupe le segment. Il doit être échappé.",
    adviceEn: "Look for a line end inside a text field: it cuts the segment. It must be escaped.",
  },
  "hl7.charset-contradicted": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-18; PAM FR 2.11.2 section 6",
    fr: "Le jeu de caractères de MSH-18 ne correspond pas aux octets reçus ; les octets l'emportent.",
    en: "The character set of MSH-18 does not fit the bytes received; the bytes win.",
    adviceFr:
      "Fixer le jeu de caractères dans le réglage du flux, et demander à l'émetteur de corriger MSH-18.",
    adviceEn: "Set the character set in the feed's settings, and ask the sender to correct MSH-18.",
  },
  "hl7.charset-setting-contradicted": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-18; PAM FR 2.11.2 section 6",
    fr: "Le jeu de caractères réglé pour le flux ne correspond pas aux octets reçus.",
    en: "The character set that is set for the feed does not fit the bytes received.",
    adviceFr:
      "Vérifier le jeu de caractères dans le réglage du flux ; le retirer laisse Raccord le reconnaître.",
    adviceEn: "Check the character set in the feed's settings; removing it lets Raccord recognise it.",
  },
  "hl7.junk-between-frames": {
    kind: "permanent",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "Des octets hors de toute trame MLLP ont été ignorés.",
    en: "Bytes outside any MLLP frame were skipped.",
    adviceFr: "Vérifier que l'émetteur parle MLLP sur ce port, avec ou sans TLS comme le flux est réglé.",
    adviceEn: "Check that the sender speaks MLLP on this port, with or without TLS as the feed is set.",
  },
  "hl7.frame-restarted": {
    kind: "ambiguous",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "Une trame a commencé avant la fin de la précédente ; la trame inachevée est abandonnée sans accusé.",
    en: "A frame began before the end of the one before; the unfinished frame is dropped without acknowledgement.",
    adviceFr:
      "L'émetteur doit répéter le message non acquitté. Si cela se reproduit, vérifier la liaison et la fin de trame 0x1C 0x0D.",
    adviceEn:
      "The sender must repeat the message that was not acknowledged. If it happens again, check the line and the frame end 0x1C 0x0D.",
  },
  "hl7.frame-unfinished": {
    kind: "ambiguous",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "La connexion s'est terminée au milieu d'une trame ; elle est abandonnée sans accusé.",
    en: "The connection ended in the middle of a frame; it is dropped without acknowledgement.",
    adviceFr:
      "L'émetteur doit répéter le message. Si cela se reproduit, chercher un pare-feu ou un délai trop court.",
    adviceEn:
      "The sender must repeat the message. If it happens again, look for a firewall or a time limit that is too short.",
  },
  "hl7.frame-too-long": {
    kind: "permanent",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "La trame dépasse la taille réglée ; elle est refusée.",
    en: "The frame is longer than the size that is set; it is refused.",
    adviceFr:
      "Vérifier si l'émetteur joint des documents ; sinon relever la taille maximale de trame du flux.",
    adviceEn:
      "Check whether the sender attaches documents; otherwise raise the frame size limit of the feed.",
  },
  "hl7.frame-timeout": {
    kind: "transient",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "Une trame commencée n'a pas été terminée dans le délai ; la connexion est fermée.",
    en: "A begun frame was not finished in time; the connection is closed.",
    adviceFr: "Vérifier la liaison et que l'émetteur écrit la fin de trame 0x1C 0x0D.",
    adviceEn: "Check the line and that the sender writes the frame end 0x1C 0x0D.",
  },
  "hl7.connection-idle": {
    kind: "transient",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "La connexion est restée silencieuse plus longtemps que la limite ; elle est fermée.",
    en: "The connection stayed silent longer than the limit; it is closed.",
    adviceFr: "Normal si l'émetteur rouvre une connexion. Sinon vérifier que son flux est actif.",
    adviceEn: "Normal if the sender opens a new connection. Otherwise check that its feed is active.",
  },
  "hl7.connection-lost": {
    kind: "transient",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "La connexion a été coupée.",
    en: "The connection was cut.",
    adviceFr: "L'émetteur répète ce qui n'a pas été acquitté. Si cela se reproduit, vérifier le réseau.",
    adviceEn: "The sender repeats what was not acknowledged. If it happens again, check the network.",
  },
  "hl7.too-many-connections": {
    kind: "transient",
    clause: "HL7 v2.5 appendix C, MLLP",
    fr: "Le nombre maximal de connexions est atteint ; une connexion a été refusée.",
    en: "The largest number of connections is reached; a connection was refused.",
    adviceFr:
      "Chercher un émetteur qui ouvre une connexion par message sans la fermer ; sinon relever la limite.",
    adviceEn:
      "Look for a sender that opens a connection per message without closing it; otherwise raise the limit.",
  },
  "hl7.tls-refused": {
    kind: "permanent",
    clause: "RFC 8446; IHE ATNA",
    fr: "La négociation TLS d'un émetteur a échoué.",
    en: "The TLS handshake of a sender failed.",
    adviceFr:
      "Vérifier que l'émetteur utilise TLS sur ce port, fait confiance à notre certificat et présente le sien si le flux le demande.",
    adviceEn:
      "Check that the sender uses TLS on this port, trusts our certificate and presents its own if the feed asks for it.",
  },
  "hl7.handling-failed": {
    kind: "ours",
    clause: "HL7 v2.5 chapter 2, response using original processing rules",
    fr: "Un message reçu n'a pas pu être enregistré ; la connexion est fermée sans accusé pour que l'émetteur répète.",
    en: "A received message could not be stored; the connection is closed without acknowledgement so that the sender repeats.",
    adviceFr: "Lire le journal technique à cette heure : disque plein, base arrêtée ou défaut de Raccord.",
    adviceEn: "Read the log at this time: disk full, database stopped, or a fault of Raccord.",
  },
  "hl7.no-control-id": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-10",
    fr: "MSH-10 est vide : le message ne peut pas être acquitté par son numéro.",
    en: "MSH-10 is empty: the message cannot be acknowledged by its number.",
    adviceFr: "Demander à l'émetteur de numéroter chaque message dans MSH-10.",
    adviceEn: "Ask the sender to number each message in MSH-10.",
  },
  "hl7.no-pid": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 6, PID",
    fr: "Le message n'a pas de segment PID alors que son événement concerne un patient.",
    en: "The message has no PID segment although its event is about a patient.",
    adviceFr: "Corriger l'émission de ce message chez l'émetteur ; il est mis de côté, masqué.",
    adviceEn: "Correct how the sender emits this message; it is put aside, masked.",
  },
  "hl7.no-patient-number": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 5.4; section 6, PID-3",
    fr: "PID-3 ne contient aucun numéro local de patient.",
    en: "PID-3 holds no local patient number.",
    adviceFr: "Demander à l'émetteur de mettre l'IPP de l'établissement dans PID-3, type PI.",
    adviceEn: "Ask the sender to put the local patient number of the establishment into PID-3, type PI.",
  },
  "hl7.impossible-date": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, data type TS; PAM FR 2.11.2 section 6",
    fr: "Une date dont l'effet dépend n'existe pas ou n'est pas une date HL7.",
    en: "A date that the effect depends on does not exist or is not an HL7 date.",
    adviceFr: "Corriger la date chez l'émetteur ; le champ en cause est nommé à côté.",
    adviceEn: "Correct the date at the sender; the field is named beside.",
  },
  "hl7.unsupported-type": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-9; HL7 table 0357 code 200",
    fr: "Le type du message n'est pas ADT.",
    en: "The message type is not ADT.",
    adviceFr: "Retirer ce type de message de l'abonnement chez l'émetteur ou l'EAI.",
    adviceEn: "Take this message type out of the subscription at the sender or the integration engine.",
  },
  "hl7.unsupported-version": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-12; HL7 table 0357 code 203",
    fr: "La version HL7 de MSH-12 n'est pas une version 2 connue.",
    en: "The HL7 version in MSH-12 is not a known version 2.",
    adviceFr: "Demander une version 2.1 à 2.8, de préférence 2.5 (PAM France).",
    adviceEn: "Ask for a version from 2.1 to 2.8, preferably 2.5 (PAM France).",
  },
  "hl7.refused-processing-id": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, MSH-11; HL7 table 0357 code 202",
    fr: "MSH-11 annonce un message de test ou de mise au point que ce flux refuse.",
    en: "MSH-11 announces a test or debugging message that this feed refuses.",
    adviceFr: "Envoyer les tests vers un flux de test, ou accepter T ou D dans le réglage du flux.",
    adviceEn: "Send tests to a test feed, or accept T or D in the feed's settings.",
  },
  "hl7.unknown-trigger": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 5.2",
    fr: "L'événement du message n'est pas connu ; il est acquitté sans effet, comme le profil le demande.",
    en: "The event of the message is not known; it is acknowledged without effect, as the profile asks.",
    adviceFr:
      "Rien à faire si l'événement ne concerne pas les lits. Les anciens Z80 à Z89 doivent devenir A02 avec ZBE-9.",
    adviceEn: "Nothing to do if the event is not about beds. The old Z80 to Z89 must become A02 with ZBE-9.",
  },
  "hl7.not-a-movement": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 5.2",
    fr: "Le message n'est pas un mouvement ; il est acquitté sans effet sur les lits.",
    en: "The message is not a movement; it is acknowledged without effect on beds.",
    adviceFr: "Rien à faire. L'exclure de l'abonnement allège le flux.",
    adviceEn: "Nothing to do. Leaving it out of the subscription lightens the feed.",
  },
  "hl7.no-zbe": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 6, ZBE",
    fr: "Le mouvement n'a pas de segment ZBE ; il est lu d'après EVN et PV1, sans numéro de mouvement.",
    en: "The movement has no ZBE segment; it is read from EVN and PV1, without a movement number.",
    adviceFr:
      "Demander à l'émetteur le segment ZBE, obligatoire en France : sans lui, corrections et annulations sont incertaines.",
    adviceEn:
      "Ask the sender for the ZBE segment, required in France: without it corrections and cancellations are uncertain.",
  },
  "hl7.no-movement-time": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 6, ZBE-2",
    fr: "ZBE-2 est vide ; l'heure du mouvement est prise ailleurs dans le message.",
    en: "ZBE-2 is empty; the time of the movement is taken from elsewhere in the message.",
    adviceFr: "Demander à l'émetteur de remplir ZBE-2.",
    adviceEn: "Ask the sender to fill ZBE-2.",
  },
  "hl7.no-lodging-unit": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 5.1; section 6, PV1-3",
    fr: "Le mouvement ne nomme pas l'unité d'hébergement (PV1-3) alors que son événement l'exige.",
    en: "The movement does not name the lodging unit (PV1-3) although its event requires it.",
    adviceFr: "Demander à l'émetteur de remplir PV1-3.1 ; sans unité le patient n'occupe aucun lit.",
    adviceEn: "Ask the sender to fill PV1-3.1; without a unit the patient occupies no bed.",
  },
  "hl7.unknown-class": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 6, PV1-2; HL7 table 0004",
    fr: "La classe de PV1-2 n'est pas connue.",
    en: "The class in PV1-2 is not known.",
    adviceFr: "Demander à l'émetteur une des classes I, E, O, R, N, ou la traduire dans le réglage du flux.",
    adviceEn: "Ask the sender for one of the classes I, E, O, R, N, or translate it in the feed's settings.",
  },
  "hl7.update-without-original-event": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 5.3; section 6, ZBE-6",
    fr: "Une mise à jour ne dit pas dans ZBE-6 quel événement elle corrige.",
    en: "An update does not say in ZBE-6 which event it corrects.",
    adviceFr:
      "Demander à l'émetteur de remplir ZBE-6 ; l'événement est repris du mouvement déjà connu s'il existe.",
    adviceEn: "Ask the sender to fill ZBE-6; the event is taken from the known movement if there is one.",
  },
  "hl7.cancel-without-number": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 section 5.3; section 6, ZBE-1",
    fr: "Une annulation ne porte pas de numéro de mouvement.",
    en: "A cancellation carries no movement number.",
    adviceFr:
      "Demander à l'émetteur de remplir ZBE-1 ; sans numéro c'est le dernier mouvement de ce type qui est annulé.",
    adviceEn: "Ask the sender to fill ZBE-1; without a number the last movement of that kind is cancelled.",
  },
  "hl7.ignored-date": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2, data type TS",
    fr: "Une date accessoire n'est pas lisible ; elle est ignorée.",
    en: "A secondary date cannot be read; it is ignored.",
    adviceFr: "Corriger la date chez l'émetteur ; le champ en cause est nommé à côté.",
    adviceEn: "Correct the date at the sender; the field is named beside.",
  },
  "hl7.merge-without-local-numbers": {
    kind: "permanent",
    clause: "PAM FR 2.11.2 ITI-30, Merge option; section 5.4",
    fr: "Une fusion ou un changement de rattachement ne nomme pas les deux numéros locaux ; elle est sans effet.",
    en: "A merge or a move does not name both local numbers; it has no effect.",
    adviceFr: "Demander à l'émetteur les numéros locaux dans PID et dans MRG.",
    adviceEn: "Ask the sender for the local numbers in PID and in MRG.",
  },
  "hl7.bed-status-unclear": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 3, A20, NPU; HL7 table 0116",
    fr: "Un changement d'état de lit ne nomme pas le lit ou l'état ; il est sans effet.",
    en: "A change of bed status does not name the bed or the status; it has no effect.",
    adviceFr:
      "Demander à l'émetteur l'unité, la chambre et le lit dans NPU-1 et un code de la table 0116 dans NPU-2.",
    adviceEn: "Ask the sender for unit, room and bed in NPU-1 and a code of table 0116 in NPU-2.",
  },
} as const satisfies Record<string, ErrorText>;
