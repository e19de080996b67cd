// The little course with three more mocks, each behind a door of its own: Safe Exam Browser, a network, a code.
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LITTLE } from "./server.mjs";

const DOORS = [
  ["browser", "防作弊浏览器模拟", "Mock in Safe Exam Browser", 'seb = "exam.seb"'],
  ["network", "机房模拟", "Mock in the computer room", 'rooms = ["10.9.0.0/16"]'],
  ["code", "口令模拟", "Mock with a code", "access_code = true"],
];
const SETTINGS = '<plist version="1.0"><dict><key>sendBrowserExamKey</key><true/></dict></plist>';

/** A folder of courseware. */
export function barred() {
  const folder = mkdtempSync(join(tmpdir(), "zhixing-courseware-"));
  cpSync(LITTLE, folder, { recursive: true });
  const place = join(folder, "little/assessments");
  const mock = readFileSync(join(place, "mock.md"), "utf8");
  for (const [name, zh, en, line] of DOORS) {
    writeFileSync(join(place, `${name}.md`), mock.replace(/title = .*/, `title = "${zh}"\n${line}`));
    writeFileSync(join(place, `${name}.en.md`), `+++\ntitle = "${en}"\n+++\n\nTry it.\n`);
  }
  writeFileSync(join(place, "exam.seb"), SETTINGS);
  return folder;
}
