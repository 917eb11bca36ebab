import { writeFileSync } from 'node:fs';
import { inflateEntry } from '../../main/sources/files/archive/inflate.ts';
import { readZipDirectory } from '../../main/sources/files/archive/zipDirectory.ts';
import { openFile } from '../../main/sources/files/bytes/openFile.ts';

/** What a zip archive holds, by way of a file at `path`. */
export async function partsOf(archive: Buffer, path: string): Promise<{ name: string; content: Buffer }[]> {
  writeFileSync(path, archive);
  const file = openFile(path);
  try {
    const parts: { name: string; content: Buffer }[] = [];
    for (const entry of readZipDirectory(file, { totalBytes: 1024 ** 3 })) {
      const pieces: Buffer[] = [];
      for await (const { bytes } of inflateEntry(file, entry)) pieces.push(Buffer.from(bytes));
      parts.push({ name: entry.name, content: Buffer.concat(pieces) });
    }
    return parts;
  } finally {
    file.close();
  }
}
