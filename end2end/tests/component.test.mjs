// The editor component that is kept in the tree is what its sources make, byte for byte.
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../app/authoring/editor/", import.meta.url));

test("the component in the tree is built of its sources", () => {
  const fresh = mkdtempSync(join(tmpdir(), "zhixing-editor-"));
  try {
    execFileSync("bash", [join(folder, "build.sh"), fresh], { stdio: "inherit" });
    for (const file of ["component.js", "LICENCES"]) {
      assert.ok(readFileSync(join(fresh, file)).equals(readFileSync(join(folder, "built", file))), `${file}: run app/authoring/editor/build.sh`);
    }
  } finally {
    rmSync(fresh, { recursive: true });
  }
});
