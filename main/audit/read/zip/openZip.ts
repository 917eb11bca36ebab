import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { noWorkbook } from '../packageTrouble.ts';
import { inflated } from './inflated.ts';
import { readDirectory, type ZipEntry } from './readDirectory.ts';

/** A file held open: what was checked is what is read, also when another takes its name. */
export interface ZipFile {
  readonly path: string;
  readonly bytes: number;
  /** Fewer bytes only at the end of the file. */
  read(at: number, length: number): Promise<Buffer>;
}

export interface OpenZip extends ZipFile {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The content of an entry, piece by piece, held to what the archive states of it. */
  pieces(name: string, signal: AbortSignal): AsyncGenerator<Buffer, void, void>;
  close(): Promise<void>;
}

/** Workbooks with a password, and those before 2007, are of this kind. */
const OLE = 0xd0cf11e0;

export async function openZip(path: string): Promise<OpenZip> {
  // Not blocking: a named pipe without a writer would never be opened.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw noWorkbook(path, 'it is not a file');
    const file: ZipFile = { path, bytes: facts.size, read: (at, length) => readFully(handle, at, length) };
    const start = await file.read(0, 4);
    if (start.length === 4 && start.readUInt32BE(0) === OLE)
      throw noWorkbook(path, 'it has a password, or is of the kind before 2007');
    if (start.toString('latin1', 0, 2) !== 'PK') throw noWorkbook(path, 'it is a file of another kind');
    const entries = await readDirectory(file);
    const byName = new Map<string, ZipEntry>(entries.map((entry) => [entry.name, entry]));
    return {
      ...file,
      names: entries.map(({ name }) => name),
      has: (name) => byName.has(name),
      pieces(name, signal) {
        const entry = byName.get(name);
        if (entry === undefined) throw noWorkbook(path, `it has no part ${name}`);
        return inflated(file, entry, signal);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readFully(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const into = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(into, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return into.subarray(0, filled);
}
