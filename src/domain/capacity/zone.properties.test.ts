import { test } from "node:test";
import {
  agreesWithOracle,
  everyBedOnce,
  morePatientsNeverFree,
  nextChangeIsExact,
  orderMeansNothing,
} from "./zone.properties.ts";

const numRuns = 600;

test("the same figures as a second reading", () => agreesWithOracle(numRuns));
test("every bed once", () => everyBedOnce(numRuns));
test("one more patient never frees a bed", () => morePatientsNeverFree(numRuns));
test("order means nothing", () => orderMeansNothing(numRuns));
test("the next change is exact", () => nextChangeIsExact(numRuns));
