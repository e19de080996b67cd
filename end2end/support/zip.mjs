// A ZIP of some files, stored as they are (APPNOTE 6.3.10): what a teacher uploads.
import { crc32 } from "node:zlib";

const head = (mark, ...halves) => Buffer.concat([Buffer.from(mark), ...halves.map(([value, size]) => {
  const part = Buffer.alloc(size);
  part.writeUIntLE(value, 0, size);
  return part;
})]);

/** @param {Record<string, string | Buffer>} files by path */
export function zip(files) {
  const [parts, directory] = [[], []];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(content)];
    const same = [[20, 2], [1 << 11, 2], [0, 2], [0, 2], [0x21, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
    const local = Buffer.concat([head("PK\x03\x04", ...same), name, bytes]);
    directory.push(head("PK\x01\x02", [20, 2], ...same, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const count = Object.keys(files).length;
  return Buffer.concat([...parts, list, head("PK\x05\x06", [0, 2], [0, 2], [count, 2], [count, 2], [list.length, 4], [at, 4], [0, 2])]);
}
