// An operator's day, by process: it serves, the doctor looks at it, it is backed up while somebody sits, and goes on elsewhere from the backup.
import test from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Person } from "../support/person.mjs";
import { LITTLE, command, serve } from "../support/server.mjs";

test("the day of an operator: serve, doctor, metrics, backup, audit, restore, serve again", async () => {
  const first = await serve({ content: LITTLE });
  const folder = mkdtempSync(join(tmpdir(), "zhixing-end2end-"));
  const backup = join(folder, "backup.tar");
  let second;
  try {
    const learner = await new Person(first).signsIn("learner");
    const attempt = await learner.starts("little/exam");
    await learner.ask("PUT", `/api/v1/attempts/${attempt}/flags/one`, { json: { flagged: true } });

    for (const path of ["/healthz", "/readyz"]) assert.equal((await fetch(first.url + path)).status, 200, path);
    assert.match(await (await fetch(`${first.url}/metrics`)).text(), /^zhixing_requests_total\{/m);

    for (const [lang, word] of [["zh", /[一-鿿]{2,}/], ["en", /\b(settings|backup|database)\b/i]]) {
      const { said } = await command("doctor", "--data", first.data, "--lang", lang);
      assert.match(said, word);
    }
    const json = JSON.parse((await command("doctor", "--data", first.data, "--json")).said);
    const healthy = json.lines.filter((line) => line.health === "ok").map((line) => line.part);
    for (const part of ["database", "schema"]) assert.ok(healthy.includes(part), JSON.stringify(json));

    const made = await command("backup", backup, "--data", first.data);
    assert.equal(made.code, 0, made.said);
    const verified = await command("audit", "verify", "--data", first.data);
    assert.equal(verified.code, 0, verified.said);

    const elsewhere = join(folder, "data");
    const restored = await command("restore", backup, "--data", elsewhere);
    assert.equal(restored.code, 0, restored.said);
    second = await serve({ content: LITTLE, data: elsewhere });
    const again = await new Person(second).signsIn("learner");
    const { answers } = (await again.ask("GET", `/api/v1/attempts/${attempt}`)).json;
    assert.ok(Array.isArray(answers), "the attempt goes on from the backup");
  } finally {
    await second?.stop();
    await first.stop();
  }
});
