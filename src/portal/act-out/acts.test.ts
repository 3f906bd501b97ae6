import assert from "node:assert/strict";
import { test } from "node:test";
import { stepIds } from "../../domain/journey/step.ts";
import { fieldOf, moveOf, sectionOf, writingOf } from "../../domain/journey/steps/table.ts";
import { emptyFacts } from "../../domain/journey/test-support/facts.ts";
import { demonstrationPeople } from "../demonstration/people.ts";
import { actIds, acts } from "./acts.ts";
import { fillingOf } from "./fillings.ts";
import { storyPeople } from "./story-people.ts";
import { emptyStage } from "./test-support/stage.ts";

const everybody = [...demonstrationPeople, ...storyPeople];
const rolesOf = (id: string) => everybody.find((one) => one.id === id)?.grants.map(({ role }) => role) ?? [];

test("every act has its person, in the order of its names, and nobody has two names", () => {
  assert.deepEqual(
    acts.map(({ id }) => id),
    [...actIds],
  );
  for (const { person } of acts) assert.ok(rolesOf(person).length > 0, person);
  assert.equal(new Set(everybody.map(({ id }) => id)).size, everybody.length);
});

test("the acts go over every step that somebody of the story works on", () => {
  const played = new Set(acts.map(({ page }) => page));
  // 04 and 05 are filled with the designation; completed is what the last act ends with.
  assert.deepEqual(
    stepIds.filter((id) => !played.has(id)),
    ["04", "05", "completed"],
  );
});

test("what is typed for a player is what the roles of that act may write, declare and attach", () => {
  for (const { id, person } of acts) {
    const { answers = [], moves = [] } = fillingOf(id, emptyFacts(), emptyStage());
    for (const [section, , field] of answers) {
      const found = sectionOf(section);
      assert.ok(found && fieldOf(section, field), `${id}: ${section}.${field}`);
      const writing = writingOf(found.section, rolesOf(person));
      assert.ok(writing === "all" || writing?.includes(field), `${id}: ${section}.${field} by ${person}`);
    }
    for (const { move } of moves)
      assert.ok(
        moveOf(move)?.move.by.some((role) => rolesOf(person).includes(role)),
        `${id}: ${move}`,
      );
  }
});

test("no act is done in an empty file, and none needs another day than today's to be filled", () => {
  for (const { id, isDone } of acts) assert.equal(isDone(emptyFacts()), false, id);
  const { answers = [] } = fillingOf("mapping", emptyFacts({ today: "2026-03-01" }), emptyStage());
  assert.ok(answers.some(([, , field, value]) => field === "asked-on" && value === "2026-01-25"));
});
