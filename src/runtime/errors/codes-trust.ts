import type { ErrorText } from "./error-text.ts";

/** Faults of certificates, requests, the store and the local authority; texts for the rows of onboarding §8. */
export const trustCodes = {
  "trust.file-missing": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Le fichier ne peut pas être lu",
    en: "the file cannot be read",
    adviceFr: "Vérifier le chemin et les droits.",
    adviceEn: "Check the path and its permissions.",
  },
  "trust.file-exists": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Un fichier de ce nom existe déjà et n'est pas écrasé",
    en: "a file of that name exists already and is not overwritten",
    adviceFr: "Choisir un autre dossier, ou déplacer l'ancien fichier s'il ne sert plus.",
    adviceEn: "Choose another folder, or move the old file away if it is no longer used.",
  },
  "trust.file-too-large": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Le fichier est trop grand pour être un certificat",
    en: "the file is too large to be a certificate",
    adviceFr: "Donner le fichier reçu de la plateforme de commande, pas une archive.",
    adviceEn: "Give the file received from the ordering platform, not an archive.",
  },
  "trust.file-unknown": {
    kind: "permanent",
    clause: "onboarding §5.6",
    fr: "Ce fichier n'est pas un certificat que Raccord sait lire",
    en: "this file is not a certificate that Raccord can read",
    adviceFr: "Donner un fichier PEM, DER, P7B ou P12. Un PDF, une archive ou une capture n'en sont pas.",
    adviceEn: "Give a PEM, DER, P7B or P12 file. A PDF, an archive or a screen copy is none of them.",
  },
  "trust.file-damaged": {
    kind: "permanent",
    clause: "onboarding §5.6",
    fr: "Le fichier est abîmé : son contenu ne se lit pas jusqu'au bout",
    en: "the file is damaged: its content cannot be read to the end",
    adviceFr: "Le copier de nouveau en mode binaire depuis la plateforme, ou reprendre la sauvegarde.",
    adviceEn: "Copy it again from the platform in binary mode, or take the backup.",
  },
  "trust.file-java-store": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "C'est un magasin de clés Java (JKS)",
    en: "this is a Java key store (JKS)",
    adviceFr:
      "L'exporter en P12 : keytool -importkeystore -srckeystore FICHIER -destkeystore certificat.p12 -deststoretype PKCS12, puis importer certificat.p12.",
    adviceEn:
      "Export it as P12: keytool -importkeystore -srckeystore FILE -destkeystore certificate.p12 -deststoretype PKCS12, then import certificate.p12.",
  },
  "trust.file-too-costly": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Le fichier demande un nombre de tours de mot de passe déraisonnable ; il est abîmé ou hostile",
    en: "the file asks for an unreasonable number of password rounds; it is damaged or hostile",
    adviceFr: "Le copier de nouveau ; s'il est voulu ainsi, l'exporter avec moins de tours.",
    adviceEn: "Copy it again; if it is meant so, export it with fewer rounds.",
  },
  "trust.file-unsupported": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le fichier est protégé par un procédé que Raccord ne connaît pas",
    en: "the file is protected by a scheme that Raccord does not know",
    adviceFr: "L'exporter de nouveau en P12 (AES-256 ou 3DES) avec l'outil qui l'a fait.",
    adviceEn: "Export it again as P12 (AES-256 or 3DES) with the tool that made it.",
  },
  "trust.file-is-request": {
    kind: "permanent",
    clause: "onboarding §5.5",
    fr: "C'est une demande de certificat (CSR), pas un certificat",
    en: "this is a certificate request (CSR), not a certificate",
    adviceFr: "La déposer sur le portail de commande ; importer ensuite le certificat qu'il délivre.",
    adviceEn: "Hand it in on the ordering portal; then import the certificate that it delivers.",
  },
  "trust.no-certificate": {
    kind: "permanent",
    clause: "onboarding §5.6 row 1",
    fr: "Le fichier ne contient aucun certificat",
    en: "the file holds no certificate",
    adviceFr: "Donner le fichier du certificat ; celui-ci ne contient peut-être que la clé.",
    adviceEn: "Give the certificate's file; this one may hold the key only.",
  },
  "trust.no-key": {
    kind: "permanent",
    clause: "onboarding §5.6 row 5",
    fr: "Aucune clé privée n'accompagne le certificat",
    en: "no private key comes with the certificate",
    adviceFr:
      "Donner le fichier de la clé avec --key, ou le P12 qui les réunit. La clé est sur la machine où la demande a été faite.",
    adviceEn:
      "Give the key's file with --key, or the P12 that holds both. The key is on the machine where the request was made.",
  },
  "trust.password-needed": {
    kind: "permanent",
    clause: "onboarding §5.7",
    fr: "Le fichier est protégé par un mot de passe",
    en: "the file is protected by a password",
    adviceFr:
      "Écrire le mot de passe dans un fichier lisible de vous seul et le donner avec --password-file.",
    adviceEn: "Write the password in a file that only you can read and give it with --password-file.",
  },
  "trust.password-wrong": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le mot de passe n'ouvre pas le fichier",
    en: "the password does not open the file",
    adviceFr:
      "Le retaper (majuscules, accents, espace en fin de ligne). S'il est sûr, le fichier a été altéré : le reprendre à la source. Perdu, il oblige à une nouvelle demande.",
    adviceEn:
      "Type it again (capitals, accents, trailing space). If it is certain, the file was altered: take it again from its source. Lost, it means a new request.",
  },
  "trust.password-file": {
    kind: "permanent",
    clause: "DESIGN §6",
    fr: "Le fichier du mot de passe ne convient pas",
    en: "the password file does not do",
    adviceFr: "Une seule ligne d'au moins 8 caractères dans un fichier lisible de vous seul (chmod 600).",
    adviceEn: "One line of at least 8 characters in a file that only you can read (chmod 600).",
  },
  "trust.private-key-in-file": {
    kind: "permanent",
    clause: "onboarding §5.6 row 1",
    fr: "Le fichier à envoyer contient une clé privée",
    en: "the file to be sent holds a private key",
    adviceFr:
      "Ne pas l'envoyer. Faire le fichier public : raccord certificate public FICHIER. S'il est déjà parti, faire révoquer le certificat.",
    adviceEn:
      "Do not send it. Make the public file: raccord certificate public FILE. If it has left already, have the certificate revoked.",
  },
  "trust.issuer-unknown": {
    kind: "permanent",
    clause: "onboarding §5.6 row 2",
    fr: "L'émetteur n'est pas une autorité « organisations » de l'IGC Santé",
    en: "the issuer is not an “organisations” authority of IGC Santé",
    adviceFr:
      "Commander un certificat ORG AUTH_CLI sur la plateforme de l'IGC Santé ; vérifier que le fichier n'est pas celui d'un serveur.",
    adviceEn:
      "Order an ORG AUTH_CLI certificate on the IGC Santé platform; check that the file is not that of a server.",
  },
  "trust.environment-mismatch": {
    kind: "permanent",
    clause: "onboarding §5.6 row 2, §1 step 07",
    fr: "Le certificat n'est pas de l'environnement visé",
    en: "the certificate is not of the wanted environment",
    adviceFr:
      "Un certificat TEST pour le bac à sable, un certificat de production pour la production : commander l'autre.",
    adviceEn: "A TEST certificate for the sandbox, a production one for production: order the other one.",
  },
  "trust.issuer-key-unknown": {
    kind: "permanent",
    clause: "onboarding §5.2",
    fr: "L'émetteur porte le nom d'une autorité de l'IGC Santé mais pas sa clé",
    en: "the issuer bears the name of an IGC Santé authority but not its key",
    adviceFr:
      "Le fichier peut être une contrefaçon ou venir d'une nouvelle génération d'autorités : vérifier avec l'ANS avant tout usage.",
    adviceEn:
      "The file may be a forgery or come from a new generation of authorities: check with ANS before any use.",
  },
  "trust.imitation": {
    kind: "permanent",
    clause: "onboarding §5.2",
    fr: "Certificat d'imitation, fait par l'autorité locale de Raccord",
    en: "imitation certificate, made by Raccord's local authority",
    adviceFr:
      "Il ne vaut que pour le bac à sable de Raccord ; commander le vrai à l'IGC Santé pour la suite.",
    adviceEn: "It is good for Raccord's sandbox only; order the real one from IGC Santé for what follows.",
  },
  "trust.not-for-clients": {
    kind: "permanent",
    clause: "onboarding §5.6 row 3, §5.4",
    fr: "Le produit n'est pas ORG AUTH_CLI : il n'authentifie pas un client",
    en: "the product is not ORG AUTH_CLI: it does not authenticate a client",
    adviceFr: "Commander « ORG AUTH_CLI » ; SIGN, CONF et SERVEUR ne conviennent pas.",
    adviceEn: "Order “ORG AUTH_CLI”; SIGN, CONF and SERVEUR do not do.",
  },
  "trust.expired": {
    kind: "permanent",
    clause: "onboarding §5.6 row 4",
    fr: "Le certificat est arrivé à son terme",
    en: "the certificate has ended",
    adviceFr: "Faire une nouvelle demande : le renouvellement n'est possible qu'avant le terme.",
    adviceEn: "Make a new request: renewal is possible before the end only.",
  },
  "trust.not-yet-valid": {
    kind: "permanent",
    clause: "onboarding §5.6 row 4",
    fr: "Le certificat n'est pas encore valable",
    en: "the certificate is not valid yet",
    adviceFr: "Vérifier l'heure de la machine, ou attendre la date de début.",
    adviceEn: "Check the machine's clock, or wait for the start date.",
  },
  "trust.expires-soon": {
    kind: "permanent",
    clause: "onboarding §5.6 row 4, §5.5",
    fr: "Le certificat arrive bientôt à son terme",
    en: "the certificate ends soon",
    adviceFr:
      "Demander le suivant dès maintenant, l'importer à côté, le répéter, faire confirmer la liste blanche, puis basculer.",
    adviceEn:
      "Ask for the next one now, import it beside, rehearse it, have the white list confirmed, then switch.",
  },
  "trust.key-of-another": {
    kind: "permanent",
    clause: "onboarding §5.6 row 5",
    fr: "La clé privée n'est pas celle de ce certificat",
    en: "the private key is not that of this certificate",
    adviceFr: "Retrouver la clé faite avec la demande de ce certificat ; sinon, refaire une demande.",
    adviceEn: "Find the key that was made with this certificate's request; failing that, make a new request.",
  },
  "trust.structure-mismatch": {
    kind: "permanent",
    clause: "onboarding §5.6 row 6, §5.3",
    fr: "La structure inscrite dans l'OU n'est pas celle qui est déclarée",
    en: "the structure in the OU is not the declared one",
    adviceFr:
      "Vérifier l'identifiant : les certificats suivent l'entité juridique (EJ), les PATCH l'entité géographique (EG).",
    adviceEn:
      "Check the identifier: certificates follow the legal entity (EJ), PATCHes the geographic one (EG).",
  },
  "trust.structure-key-wrong": {
    kind: "permanent",
    clause: "onboarding §7.1, §7.3",
    fr: "La clé de contrôle de l'identifiant de structure est fausse",
    en: "the check digit of the structure identifier is wrong",
    adviceFr: "Relire l'identifiant ; de rares numéros réels et les numéros d'essai font exception.",
    adviceEn: "Read the identifier again; a few real numbers and test numbers are exceptions.",
  },
  "trust.structure-absent": {
    kind: "permanent",
    clause: "onboarding §5.3",
    fr: "Le certificat ne porte pas d'identifiant de structure lisible dans son OU",
    en: "the certificate has no readable structure identifier in its OU",
    adviceFr: "Un certificat d'organisation porte 1+FINESS ou 3+SIRET : vérifier le produit commandé.",
    adviceEn: "An organisation certificate bears 1+FINESS or 3+SIRET: check the product ordered.",
  },
  "trust.structure-not-given": {
    kind: "permanent",
    clause: "onboarding §5.6 row 6",
    fr: "La structure déclarée n'est pas donnée",
    en: "the declared structure is not given",
    adviceFr: "La donner avec --structure (1 + FINESS ou 3 + SIRET).",
    adviceEn: "Give it with --structure (1 + FINESS or 3 + SIRET).",
  },
  "trust.department-mismatch": {
    kind: "permanent",
    clause: "onboarding §5.6 row 7",
    fr: "Le département du certificat n'est pas celui de la structure",
    en: "the department in the certificate is not that of the structure",
    adviceFr:
      "Vérifier que le certificat est bien celui de cette structure ; un siège ailleurs l'explique parfois.",
    adviceEn:
      "Check that the certificate is that of this structure; a head office elsewhere sometimes explains it.",
  },
  "trust.department-unknown": {
    kind: "permanent",
    clause: "onboarding §5.6 row 7",
    fr: "Le département ne peut pas être comparé",
    en: "the department cannot be compared",
    adviceFr: "Donner celui de la structure avec --department (par exemple 75) ; un SIRET ne le dit pas.",
    adviceEn: "Give that of the structure with --department (for example 75); a SIRET does not tell it.",
  },
  "trust.used-elsewhere": {
    kind: "permanent",
    clause: "onboarding §5.6 row 8",
    fr: "Le même certificat sert déjà un autre environnement ou un autre rôle",
    en: "the same certificate already serves another environment or role",
    adviceFr: "Un certificat par environnement et par client_id : en commander un second.",
    adviceEn: "One certificate per environment and per client_id: order a second one.",
  },
  "trust.store-not-given": {
    kind: "permanent",
    clause: "onboarding §5.6 row 8",
    fr: "Le magasin de certificats n'a pas été consulté",
    en: "the certificate store was not looked at",
    adviceFr: "Le donner avec --store pour comparer avec les certificats déjà en service.",
    adviceEn: "Give it with --store to compare with the certificates in service.",
  },
  "trust.subject-changed": {
    kind: "permanent",
    clause: "onboarding §5.6 row 9",
    fr: "Le sujet diffère de celui de la liste blanche",
    en: "the subject differs from the one on the white list",
    adviceFr:
      "Envoyer le nouveau sujet (raccord certificate inspect) et attendre la confirmation avant de basculer.",
    adviceEn:
      "Send the new subject (raccord certificate inspect) and wait for the confirmation before switching.",
  },
  "trust.white-list-not-given": {
    kind: "permanent",
    clause: "onboarding §5.6 row 9",
    fr: "Le sujet inscrit sur la liste blanche n'est pas donné",
    en: "the subject on the white list is not given",
    adviceFr: "Le donner avec --white-list-dn, tel qu'il a été envoyé.",
    adviceEn: "Give it with --white-list-dn, as it was sent.",
  },
  "trust.old-encryption": {
    kind: "permanent",
    clause: "onboarding §5.6 row 10, §8",
    fr: "Le fichier est protégé par un procédé ancien (RC2 ou 3DES) que des outils récents refusent",
    en: "the file is protected by an old scheme (RC2 or 3DES) that recent tools refuse",
    adviceFr:
      "Raccord sait le lire : « raccord certificate import » le range en AES-256, sans rien installer.",
    adviceEn: "Raccord can read it: “raccord certificate import” stores it with AES-256, nothing to install.",
  },
  "trust.chain-incomplete": {
    kind: "permanent",
    clause: "onboarding §5.6 row 11",
    fr: "La chaîne jusqu'à l'autorité racine n'est pas complète",
    en: "the chain up to the root authority is not complete",
    adviceFr:
      "Donner les certificats des autorités (émettrice et racine) avec --authority, ou importer le P7B ; fichiers sur igc-sante.esante.gouv.fr.",
    adviceEn:
      "Give the certificates of the authorities (issuing and root) with --authority, or import the P7B; files on igc-sante.esante.gouv.fr.",
  },
  "trust.revoked": {
    kind: "permanent",
    clause: "onboarding §5.6 row 12, §5.5",
    fr: "Le certificat est révoqué",
    en: "the certificate is revoked",
    adviceFr: "C'est définitif : faire une nouvelle demande, et retirer ce certificat partout.",
    adviceEn: "It is final: make a new request, and take this certificate out everywhere.",
  },
  "trust.revocation-unknown": {
    kind: "transient",
    clause: "onboarding §5.6 row 12",
    fr: "La révocation n'a pas pu être vérifiée",
    en: "the revocation could not be checked",
    adviceFr:
      "Ouvrir l'accès HTTP à igc-sante.esante.gouv.fr, ou donner la liste de révocation avec --crl, puis recommencer.",
    adviceEn:
      "Open HTTP access to igc-sante.esante.gouv.fr, or give the revocation list with --crl, then try again.",
  },
  "trust.key-type-refused": {
    kind: "permanent",
    clause: "onboarding §5.4",
    fr: "Seule une clé RSA de 2048 bits est faite : l'acceptation des autres par l'autorité n'est pas connue",
    en: "only a 2048-bit RSA key is made: whether the authority accepts others is not known",
    adviceFr: "Laisser le choix par défaut ; poser la question à l'ANS avant de vouloir autre chose.",
    adviceEn: "Keep the default; ask ANS before wanting another one.",
  },
  "trust.subject-field": {
    kind: "permanent",
    clause: "onboarding §5.3",
    fr: "Un champ du sujet ne convient pas",
    en: "a field of the subject does not do",
    adviceFr:
      "Structure : 1 + FINESS ou 3 + SIRET ; département : « Paris (75) » ; noms sur une ligne, 64 caractères au plus.",
    adviceEn:
      "Structure: 1 + FINESS or 3 + SIRET; department: “Paris (75)”; names on one line, 64 characters at most.",
  },
  "trust.tls-server-authority-unknown": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le certificat du serveur vient d'une autorité que cette machine ne connaît pas",
    en: "the server's certificate comes from an authority that this machine does not know",
    adviceFr:
      "Ajouter l'autorité émettrice et la racine de l'IGC Santé au magasin de confiance du client ; ne jamais couper la vérification.",
    adviceEn:
      "Add the issuing authority and the root of IGC Santé to the client's trust store; never switch verification off.",
  },
  "trust.tls-root-missing": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Seule l'autorité intermédiaire est donnée, il manque la racine",
    en: "only the intermediate authority is given, the root is missing",
    adviceFr: "Ajouter aussi le certificat de l'autorité racine.",
    adviceEn: "Add the root authority's certificate too.",
  },
  "trust.tls-client-authority-unknown": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le serveur ne connaît pas l'autorité du certificat présenté",
    en: "the server does not know the authority of the certificate presented",
    adviceFr:
      "C'est presque toujours un certificat TEST présenté à la production, ou l'inverse : vérifier avec « certificate preflight ».",
    adviceEn:
      "Almost always a TEST certificate shown to production, or the reverse: check with “certificate preflight”.",
  },
  "trust.tls-client-refused": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le serveur refuse le certificat présenté",
    en: "the server refuses the certificate presented",
    adviceFr: "Lancer « certificate preflight » : terme, révocation, produit, environnement.",
    adviceEn: "Run “certificate preflight”: end, revocation, product, environment.",
  },
  "trust.tls-server-name": {
    kind: "permanent",
    clause: "RFC 9525 §6",
    fr: "Le certificat du serveur est d'un autre nom",
    en: "the server's certificate bears another name",
    adviceFr:
      "Appeler le serveur par son nom officiel ; un mandataire qui déchiffre le TLS produit le même effet.",
    adviceEn: "Call the server by its official name; a proxy that decrypts TLS has the same effect.",
  },
  "trust.tls-server-dates": {
    kind: "permanent",
    clause: "RFC 5280 §4.1.2.5",
    fr: "Le certificat du serveur n'est pas valable à cette date",
    en: "the server's certificate is not valid at this date",
    adviceFr: "Vérifier l'heure de cette machine ; sinon prévenir l'exploitant du serveur.",
    adviceEn: "Check this machine's clock; otherwise tell the operator of the server.",
  },
  "trust.tls-unreachable": {
    kind: "transient",
    clause: "DESIGN §4",
    fr: "Le serveur ne répond pas",
    en: "the server does not answer",
    adviceFr: "Vérifier l'adresse, le pare-feu et le mandataire ; consulter status.esante.gouv.fr.",
    adviceEn: "Check address, firewall and proxy; see status.esante.gouv.fr.",
  },
  "trust.tls-other": {
    kind: "ambiguous",
    clause: "onboarding §8",
    fr: "La liaison TLS échoue pour une raison qui n'est pas reconnue",
    en: "the TLS link fails for a reason that is not recognised",
    adviceFr: "Garder le texte exact de l'erreur et le joindre à la demande d'aide.",
    adviceEn: "Keep the exact text of the error and join it to the request for help.",
  },
  "trust.java-trust-store": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Java ne trouve pas l'autorité du serveur dans son magasin de confiance",
    en: "Java does not find the server's authority in its trust store",
    adviceFr:
      "Faire un magasin de confiance à part (keytool -importcert) : l'autorité rangée avec la clé du P12 ne compte pas.",
    adviceEn:
      "Make a separate trust store (keytool -importcert): an authority kept with the key of the P12 does not count.",
  },
  "trust.dotnet-ephemeral-key": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: ".NET sous Windows ne sait pas employer une clé chargée d'un fichier PEM",
    en: ".NET on Windows cannot use a key loaded from a PEM file",
    adviceFr: "Exporter certificat et clé en PKCS#12 en mémoire et les recharger depuis cette forme.",
    adviceEn: "Export certificate and key to PKCS#12 in memory and load them again from that form.",
  },
  "trust.token-accepted-call-refused": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le jeton est obtenu mais l'appel FHIR est refusé",
    en: "the token is obtained but the FHIR call is refused",
    adviceFr:
      "Retirer les quatre en-têtes Ror-* du PATCH, employer le client_id d'écriture, et vérifier que l'établissement est sur la liste blanche.",
    adviceEn:
      "Take the four Ror-* headers off the PATCH, use the writing client_id, and check that the establishment is on the white list.",
  },
  "trust.subject-not-registered": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le certificat est bon mais le serveur de jetons ne le rattache à aucun client",
    en: "the certificate is good but the token server ties it to no client",
    adviceFr:
      "Renvoyer le sujet tel que le donne « certificate inspect » et le comparer octet par octet avec celui qui est enregistré (ordre, accents, échappements).",
    adviceEn:
      "Send the subject again as “certificate inspect” gives it and compare it byte for byte with the registered one (order, accents, escapes).",
  },
  "trust.place-id-not-assigned": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "L'identifiant externe du lieu n'est pas attribué dans le ROR",
    en: "the place's external identifier is not assigned in the ROR",
    adviceFr: "Demander au GRADeS de le saisir dans le ROR.",
    adviceEn: "Ask the GRADeS to enter it in the ROR.",
  },
  "trust.place-id-duplicate": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "L'identifiant externe désigne plusieurs lieux",
    en: "the external identifier names several places",
    adviceFr: "Faire lever le doublon par le GRADeS et l'établissement.",
    adviceEn: "Have the GRADeS and the establishment remove the duplicate.",
  },
  "trust.place-row-absent": {
    kind: "permanent",
    clause: "onboarding §1 step 02, ror-api §5.5",
    fr: "Le lieu existe mais ne porte pas encore cette ligne de capacité",
    en: "the place exists but does not have this capacity row yet",
    adviceFr:
      "Envoyer la même ligne avec l'opération « add » : toujours « replace » d'abord, « add » sur ce 404-là.",
    adviceEn: "Send the same row with the operation “add”: always “replace” first, “add” on this 404.",
  },
  "trust.portal-product-absent": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le portail ne propose pas la structure ou le produit",
    en: "the portal does not offer the structure or the product",
    adviceFr: "La désignation (F413 ou MesHabilitations) manque pour cette structure ou ce produit.",
    adviceEn: "The designation (F413 or MesHabilitations) is missing for that structure or product.",
  },
  "trust.card-not-seen": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "Le navigateur ne voit pas la carte",
    en: "the browser does not see the card",
    adviceFr:
      "Ouvrir diagcps.eservices.esante.gouv.fr, vérifier lecteur et pilotes, employer une fenêtre privée de Chrome ou Firefox.",
    adviceEn:
      "Open diagcps.eservices.esante.gouv.fr, check reader and drivers, use a private window of Chrome or Firefox.",
  },
  "trust.notice-unread": {
    kind: "permanent",
    clause: "onboarding §8, §5.5",
    fr: "Le certificat est arrivé à son terme sans que personne ait lu l'avis",
    en: "the certificate ended and nobody had read the notice",
    adviceFr:
      "Donner une boîte partagée à la commande, autoriser noreply@pfc.eservices.esante.gouv.fr, et suivre les avis de Raccord à 90, 60 et 30 jours.",
    adviceEn:
      "Give a shared mailbox when ordering, allow noreply@pfc.eservices.esante.gouv.fr, and follow Raccord's notices at 90, 60 and 30 days.",
  },
  "trust.store-unreadable": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Le magasin de certificats ne peut pas être lu",
    en: "the certificate store cannot be read",
    adviceFr: "Vérifier les droits du dossier, ou reprendre la sauvegarde.",
    adviceEn: "Check the folder's permissions, or take the backup.",
  },
  "trust.store-entry-unknown": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Le magasin n'a pas de certificat de cet identifiant",
    en: "the store has no certificate of that identifier",
    adviceFr: "La liste est donnée par « raccord certificate list ».",
    adviceEn: "“raccord certificate list” shows them.",
  },
  "trust.nothing-in-service": {
    kind: "permanent",
    clause: "onboarding §1 step 09, §5.6",
    fr: "Le magasin n'a aucun certificat en service pour cet environnement et ce rôle",
    en: "the store has no certificate in service for this environment and role",
    adviceFr:
      "Importer le certificat, puis rehearse, confirm et switch : « raccord certificate list » montre où il en est.",
    adviceEn:
      "Import the certificate, then rehearse, confirm and switch: “raccord certificate list” shows how far it is.",
  },
  "trust.already-stored": {
    kind: "permanent",
    clause: "onboarding §5.6 row 8",
    fr: "Ce certificat est déjà rangé dans le magasin",
    en: "this certificate is in the store already",
    adviceFr: "Rien à faire pour le même rôle ; pour un autre rôle, commander un autre certificat.",
    adviceEn: "Nothing to do for the same role; for another role, order another certificate.",
  },
  "trust.switch-not-rehearsed": {
    kind: "permanent",
    clause: "onboarding §1 step 09",
    fr: "Le certificat suivant n'a pas encore obtenu de jeton",
    en: "the next certificate has not obtained a token yet",
    adviceFr: "Le répéter d'abord : raccord certificate rehearse.",
    adviceEn: "Rehearse it first: raccord certificate rehearse.",
  },
  "trust.switch-not-confirmed": {
    kind: "permanent",
    clause: "onboarding §1 step 09",
    fr: "La liste blanche n'est pas confirmée pour ce certificat",
    en: "the white list is not confirmed for this certificate",
    adviceFr: "Enregistrer la réponse reçue : raccord certificate confirm, avec sa date et sa référence.",
    adviceEn: "Record the answer received: raccord certificate confirm, with its date and reference.",
  },
  "trust.switch-refused": {
    kind: "permanent",
    clause: "onboarding §5.6 row 4",
    fr: "Ce certificat ne peut pas être mis en service",
    en: "this certificate cannot be put into service",
    adviceFr: "Il est arrivé à son terme ou pas encore valable : en importer un autre.",
    adviceEn: "It has ended or is not valid yet: import another one.",
  },
  "trust.rehearsal-failed": {
    kind: "transient",
    clause: "onboarding §8",
    fr: "Le certificat suivant n'a pas obtenu de jeton",
    en: "the next certificate did not obtain a token",
    adviceFr: "Lire le motif, corriger, recommencer : le certificat en service n'est pas touché.",
    adviceEn: "Read the reason, correct, try again: the certificate in service is not touched.",
  },
  "trust.authority-missing": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Il n'y a pas d'autorité locale à cet endroit",
    en: "there is no local authority at that place",
    adviceFr: "La faire : raccord authority init.",
    adviceEn: "Make it: raccord authority init.",
  },
  "trust.authority-exists": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Une autorité locale existe déjà à cet endroit",
    en: "a local authority exists there already",
    adviceFr: "L'employer, ou choisir un autre dossier avec --state.",
    adviceEn: "Use it, or choose another folder with --state.",
  },
  "trust.authority-unreadable": {
    kind: "permanent",
    clause: "DESIGN §6",
    fr: "Les fichiers de l'autorité de certification locale ne peuvent pas être lus",
    en: "the files of the local certificate authority cannot be read",
    adviceFr:
      "Remettre le dossier et le fichier « key-passphrase » qui vont ensemble, ou supprimer le dossier de l'autorité : elle sera refaite et ses certificats devront être réémis.",
    adviceEn:
      "Restore the folder together with its “key-passphrase” file, or delete the authority's folder: it is made again and its certificates must be issued again.",
  },
  "trust.authority-expired": {
    kind: "permanent",
    clause: "RFC 5280 §4.1.2.5",
    fr: "Les certificats de l'autorité de certification locale sont arrivés à leur terme",
    en: "the certificates of the local certificate authority have ended",
    adviceFr:
      "Supprimer le dossier de l'autorité : elle sera refaite ; réémettre ensuite les certificats des clients.",
    adviceEn: "Delete the authority's folder: it is made again; then issue the clients' certificates again.",
  },
  "trust.request-refused": {
    kind: "permanent",
    clause: "onboarding §5.4",
    fr: "La demande de certificat (CSR) ne convient pas",
    en: "the certificate request (CSR) does not do",
    adviceFr:
      "Donner une CSR signée par sa clé, RSA 2048, faite par « raccord certificate request » ou openssl.",
    adviceEn: "Give a CSR signed by its key, RSA 2048, made by “raccord certificate request” or openssl.",
  },
  "trust.not-issued-here": {
    kind: "permanent",
    clause: "RFC 5280 §5",
    fr: "Ce certificat n'a pas été délivré par cette autorité",
    en: "this certificate was not issued by this authority",
    adviceFr: "Choisir l'autorité de son environnement (--environment).",
    adviceEn: "Choose the authority of its environment (--environment).",
  },
} as const satisfies Record<string, ErrorText>;

/** Closed union of the codes of this table. */
export type TrustCode = keyof typeof trustCodes;
