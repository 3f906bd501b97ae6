/** A fault to plant in a copy of the sources: one exact text replaced by another. */
export interface PlantedFault {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** What the failure of the simulation must say. */
  readonly caught: RegExp;
}

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: "automaton: `add` after any 404",
    file: "src/connector/deliver/decision.ts",
    from: 'if (expression !== capacityPath) return { kind: "park-unknown" };',
    to: 'if (expression !== capacityPath) return { kind: "add-now" };',
    caught: /without the 404 that asks for it|added twice/,
  },
  {
    name: "automaton: never `add`",
    file: "src/connector/deliver/decision.ts",
    from: 'case "replace":\n      return { kind: "add-now" };',
    to: 'case "replace":\n      return { kind: "confirmed" };',
    caught: /is confirmed as \d+, the remote holds undefined/,
  },
  {
    name: "exclusivity: two turns of one place at a time",
    file: "src/connector/store/sqlite-delivery-store.ts",
    from: ".filter((row) => !request.running.has(row.place_id))",
    to: "",
    caught: /two deliveries of .* at the same time/,
  },
  {
    name: "lease: a place that another process delivers is claimed all the same",
    file: "src/connector/store/postgres-delivery-store.ts",
    from: 'let due = duePlaces(handle, request).where("lease_until_ms", "<=", serverNowMs);',
    to: "let due = duePlaces(handle, request);",
    caught: /(two deliveries|a reading and a delivery) of .* at the same time/,
  },
  {
    name: "ordering: the revision of a place is not looked at",
    file: "src/connector/store/wanted-rows.ts",
    from: '.where("revision", "<", revision)',
    to: "",
    caught: /an old computation of .* was stored|went back to revision/,
  },
  {
    name: "ordering: versions of a movement in order of arrival",
    file: "src/domain/movements/movement.ts",
    from: "    a.messageAt.ms - b.messageAt.ms ||\n    actionRank",
    to: "    a.arrival - b.arrival ||\n    actionRank",
    caught: /wanted of .* instead of/,
  },
  {
    name: "ACK before commit",
    file: "src/connector/receive/receiver.ts",
    from: "await world.committer.commit(",
    to: "void world.committer.commit(",
    caught: /was acknowledged before it was on disk/,
  },
  {
    name: "coalescing: what is wanted now is confirmed instead of what was sent",
    file: "src/connector/store/confirmed-rows.ts",
    from: '  await handle\n    .updateTable("indicator")\n    .set({\n      confirmed_count: sent.deleted ? null : sent.count,',
    to: `  const now = await handle
    .selectFrom("indicator")
    .select("wanted_count")
    .where("place_id", "=", sent.placeId)
    .where("indicator_key", "=", sent.keyText)
    .executeTakeFirstOrThrow();
  await handle.updateTable("indicator").set({
      confirmed_count: sent.deleted ? null : now.wanted_count,`,
    caught: /is confirmed as \d+, the remote holds \d+/,
  },
  {
    name: "doubt: a sending without an answer is taken for one without effect",
    file: "src/connector/store/confirmed-rows.ts",
    from: "in_doubt: failure.inDoubt ? 1 : doubtUnless(sent)",
    to: "in_doubt: doubtUnless(sent)",
    caught: /is confirmed as \S+, the remote holds \d+/,
  },
  {
    name: "read-back: a row that the remote lost stays confirmed",
    file: "src/connector/read-back/compare.ts",
    from: '? undefined : "gone";',
    to: "? undefined : undefined;",
    caught: /remote of .* is undefined instead of/,
  },
  {
    name: "restart: the journal is not read back",
    file: "src/connector/ownership/followers.ts",
    from: "readFacts(database, feed, one.factSeq)",
    to: "readFacts(database, feed, Number.MAX_SAFE_INTEGER)",
    caught: /wanted of .* instead of/,
  },
];
