// Home: how long it is to the next session, counted by the page, and its calendar beside it.
import test from "node:test";
import assert from "node:assert/strict";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });
const HOUR = 3_600_000;
