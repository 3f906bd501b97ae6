/** What an archive says of itself, in French and English. */
export function archiveReadme(journey: string, at: string): string {
  return `Raccord : archive du dossier « ${journey} », faite le ${at}

facts.json    tout ce qui est enregistré du dossier, table par table, et l'état de chaque étape
documents/    les documents déposés, sous leur nom
papers/       les documents rédigés par le portail, tels qu'ils ont été envoyés
trail.jsonl   les lignes de l'historique qui concernent ce dossier : qui, quand, quoi, pourquoi.
              hash = SHA-256 du tableau JSON [previousHash, sequence, atMs, byPerson, byName, journeyId, action, what, why]
SHA256SUMS    l'empreinte de chaque fichier (sha256sum -c SHA256SUMS)

Cette archive contient des données personnelles : gardez-la comme telles. Aucune clé privée n'y figure.

----

Raccord: archive of the file "${journey}", made at ${at}

facts.json    everything that is recorded of the file, table by table, and the state of each step
documents/    the documents that were uploaded, under their names
papers/       the papers that the portal wrote, as they were sent
trail.jsonl   the lines of the history about this file: who, when, what, why.
              hash = SHA-256 of the JSON array [previousHash, sequence, atMs, byPerson, byName, journeyId, action, what, why]
SHA256SUMS    the hash of each file (sha256sum -c SHA256SUMS)

This archive holds personal data: keep it accordingly. It holds no private key.
`;
}
