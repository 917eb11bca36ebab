import { expect, test } from 'vitest';
import type { ZipFile } from '../../main/audit/read/zip/openZip.ts';
import { readDirectory } from '../../main/audit/read/zip/readDirectory.ts';
import { directoryEntry, endOfDirectory, localHeader } from '../../main/audit/write/zip/zipRecords.ts';

/** A file of which only these pieces are told; all else is zeros, so that five gigabytes need no disk. */
function sparse(pieces: readonly { readonly at: number; readonly bytes: Buffer }[]): ZipFile {
  const end = Math.max(...pieces.map(({ at, bytes }) => at + bytes.length));
  return {
    path: 'large.xlsx',
    bytes: end,
    read: async (from, length) => {
      const into = Buffer.alloc(Math.max(0, Math.min(length, end - from)));
      for (const { at, bytes } of pieces)
        if (at + bytes.length > from && at < from + into.length)
          bytes.copy(into, Math.max(0, at - from), Math.max(0, from - at));
      return into;
    },
  };
}

test('an archive past four gigabytes says where its parts are, and is read', async () => {
  const near = { name: 'xl/workbook.xml', crc: 1, packed: 3_000_000_000, bytes: 4_000_000_000, at: 0 };
  const far = { name: 'xl/styles.xml', crc: 2, packed: 10, bytes: 20, at: 5_000_000_000 };
  const [one, other] = [localHeader(near), localHeader(far)];
  const at = far.at + other.length + far.packed;
  const list = Buffer.concat([near, far].map(directoryEntry));
  const file = sparse([
    { at: near.at, bytes: one },
    { at: far.at, bytes: other },
    { at, bytes: list },
    { at: at + list.length, bytes: endOfDirectory(2, list.length, at) },
  ]);
  expect(await readDirectory(file)).toEqual([
    { ...near, method: 'deflated', at: one.length },
    { ...far, method: 'deflated', at: far.at + other.length },
  ]);
});
