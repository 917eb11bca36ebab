import { inflateEntry } from '../../../files/archive/inflate.ts';
import { readZipDirectory } from '../../../files/archive/zipDirectory.ts';
import type { OpenFile } from '../../../files/bytes/openFile.ts';
import { FileTrouble } from '../../../files/trouble.ts';
import type { Decoder } from '../../parts.ts';
import { MOST_WHOLE, wholeBytes } from './text.ts';
import { UnreadableBody } from './unreadable.ts';

/** Each file of the archive in its order. The archive is held whole, what comes out of it is not. */
export function zipDecoder(inner: Decoder): Decoder {
  return {
    whole: false,
    async *decode(pieces) {
      const file = fileOf(await wholeBytes(pieces));
      try {
        for (const entry of readZipDirectory(file, { totalBytes: 16 * MOST_WHOLE })) {
          if (!entry.name.endsWith('/')) yield* inner.decode(contentOf(file, entry));
        }
      } catch (error) {
        if (!(error instanceof FileTrouble)) throw error;
        throw new UnreadableBody(
          `is no archive that can be read. ${error.failure.message.replace(/\.$/, '')}`,
        );
      }
    },
  };
}

async function* contentOf(file: OpenFile, entry: Parameters<typeof inflateEntry>[1]) {
  for await (const piece of inflateEntry(file, entry)) yield piece.bytes;
}

/** The bytes that came, in the place of a file on the disk. */
function fileOf(bytes: Uint8Array): OpenFile {
  return {
    path: 'The archive',
    fingerprint: { bytes: bytes.length, changed: 0, inode: '' },
    read(into, at) {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
    assertUnchanged() {},
    close() {},
  };
}
