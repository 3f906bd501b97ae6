import { test } from "node:test";
import {
  agreesWithOracle,
  everyBedOnce,
  morePatientsNeverFree,
  nextChangeIsExact,
  orderMeansNothing,
} from "./zone.properties.ts";

test("20,000 zones: the same figures as a second reading", () => agreesWithOracle(20_000));
test("20,000 zones: every bed once", () => everyBedOnce(20_000));
test("20,000 zones: one more patient never frees a bed", () => morePatientsNeverFree(20_000));
test("20,000 zones: order means nothing", () => orderMeansNothing(20_000));
test("20,000 zones: the next change is exact", () => nextChangeIsExact(20_000));
