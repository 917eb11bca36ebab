import { refused } from '../packageTrouble.ts';
import { decoded } from '../xml/unescaped.ts';
import type { OpenZip } from '../zip/openZip.ts';
import { wholePart } from './partText.ts';

/** Texts that cells tell by number: other programs write them apart. Kept as bytes, a quarter of what strings would take. */
export interface SharedStrings {
  at(index: number): string | undefined;
}

const BLOCK = 4 * 1024 ** 2;
const MOST_BYTES = 512 * 1024 ** 2;
export const LONGEST_TEXT = 1_000_000;

export async function readSharedStrings(
  zip: OpenZip,
  part: string,
  signal: AbortSignal,
): Promise<SharedStrings> {
  const store = createStore(zip.path);
  let text = '';
  let inItem = false;
  let inText = false;
  let phonetic = 0;
  await wholePart(
    zip,
    part,
    {
      open(element) {
        if (element === 'si') [inItem, text] = [true, ''];
        else if (element === 'rPh') phonetic += 1;
        else if (element === 't') inText = inItem && phonetic === 0;
      },
      close(element) {
        if (element === 'rPh') phonetic -= 1;
        else if (element === 't') inText = false;
        else if (element === 'si') {
          store.add(decoded(text));
          inItem = false;
        }
      },
      text(more) {
        if (!inText) return;
        text += more;
        if (text.length > LONGEST_TEXT)
          throw refused(zip.path, 'a text in it is longer than a cell can hold');
      },
    },
    signal,
  );
  return store;
}

function createStore(path: string): SharedStrings & { add(text: string): void } {
  const blocks: Buffer[] = [];
  let current = Buffer.alloc(0);
  let used = 0;
  let total = 0;
  let count = 0;
  // Of each text: its block, where it begins there, and how long it is.
  let places = new Uint32Array(3 * 1024);
  return {
    add(text) {
      const bytes = Buffer.from(text);
      total += bytes.length;
      if (total > MOST_BYTES) throw refused(path, 'its texts take more than 512 MB');
      if (used + bytes.length > current.length) {
        current = Buffer.allocUnsafeSlow(Math.max(BLOCK, bytes.length));
        blocks.push(current);
        used = 0;
      }
      bytes.copy(current, used);
      if ((count + 1) * 3 > places.length) {
        const wider = new Uint32Array(places.length * 2);
        wider.set(places);
        places = wider;
      }
      places.set([blocks.length - 1, used, bytes.length], count * 3);
      used += bytes.length;
      count += 1;
    },
    at(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
      const [block = 0, from = 0, length = 0] = places.subarray(index * 3, index * 3 + 3);
      return blocks[block]?.toString('utf8', from, from + length);
    },
  };
}
