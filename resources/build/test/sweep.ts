import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf } from './archive.ts';
import { type Form, formIn } from './forms.ts';

export interface Hit {
  /** The file, and inside an archive its entry. */
  readonly where: string;
  readonly form: string;
}

const CHUNK = 8 * 1024 ** 2;
/** Archives above this are searched as they are, unopened. */
const LARGEST_ARCHIVE = 64 * 1024 ** 2;
const DEEPEST = 3;

/** Every file below a folder that holds the secret in any form, inside archives too. Links are not followed. */
export function sweepFolder(folder: string, forms: readonly Form[]): Hit[] {
  return namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    const here = formIn(Buffer.from(name), forms);
    const named = here === null ? [] : [{ where: path, form: `${here}, in its name` }];
    const facts = lstatSync(path, { throwIfNoEntry: false });
    if (facts?.isDirectory()) return [...named, ...sweepFolder(path, forms)];
    return facts?.isFile() ? [...named, ...sweepFile(path, facts.size, forms)] : named;
  });
}

export function sweepBytes(where: string, bytes: Buffer, forms: readonly Form[], depth = 0): Hit[] {
  const form = formIn(bytes, forms);
  if (form !== null) return [{ where, form }];
  if (depth === DEEPEST) return [];
  return entriesOf(bytes).flatMap((entry) =>
    sweepBytes(`${where} › ${entry.name}`, entry.bytes, forms, depth + 1),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function sweepFile(path: string, size: number, forms: readonly Form[]): Hit[] {
  const file = openSync(path, 'r');
  try {
    if (isProgram(file)) return [];
    if (size <= LARGEST_ARCHIVE) return sweepBytes(path, readAt(file, 0, size), forms);
    const overlap = Math.max(...forms.map((form) => form.bytes.length));
    for (let at = 0; at < size; at += CHUNK) {
      const form = formIn(readAt(file, at, CHUNK + overlap), forms);
      if (form !== null) return [{ where: path, form }];
    }
    return [];
  } finally {
    closeSync(file);
  }
}

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}

/** An unpacked browser is 200 MB that nobody's secret is in. A dump of a crashed program is not a program. */
function isProgram(file: number): boolean {
  const head = readAt(file, 0, 18);
  return head.length === 18 && head.readUInt32BE(0) === 0x7f454c46 && head.readUInt16LE(16) !== 4;
}
