import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { diskTrouble, FileTrouble, folderInstead, unreadable } from '../trouble.ts';

/** By what a file is known to be the one it was, without reading it. */
export interface Fingerprint {
  readonly bytes: number;
  readonly changed: number;
  readonly inode: string;
}

/** A regular file held open. The descriptor reads the file it was opened for even when another takes its name. */
export interface OpenFile {
  readonly path: string;
  readonly fingerprint: Fingerprint;
  /** Fills `into` from `at`; fewer bytes only at the end of the file. */
  read(into: Uint8Array, at: number): number;
  /** Throws when the file is no longer what it was when it was opened. */
  assertUnchanged(): void;
  close(): void;
}

export function openFile(path: string, expected?: Fingerprint): OpenFile {
  // Not blocking: a named pipe without a writer would hold the thread for ever before it could be refused.
  const descriptor = attempt(path, () => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
  try {
    const fingerprint = attempt(path, () => fingerprintOf(path, descriptor));
    if (expected !== undefined && !same(expected, fingerprint)) throw changedSince(path);
    return {
      path,
      fingerprint,
      read: (into, at) => attempt(path, () => readFully(descriptor, into, at)),
      assertUnchanged() {
        const now = attempt(path, () => fingerprintOf(path, descriptor));
        if (!same(fingerprint, now)) throw changedWhile(path, fingerprint.bytes, now.bytes);
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function readFully(descriptor: number, into: Uint8Array, at: number): number {
  let filled = 0;
  while (filled < into.byteLength) {
    const got = readSync(descriptor, into, filled, into.byteLength - filled, at + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}

function fingerprintOf(path: string, descriptor: number): Fingerprint {
  const facts = fstatSync(descriptor, { bigint: true });
  if (facts.isDirectory()) throw folderInstead(path);
  if (!facts.isFile())
    throw unreadable(
      path,
      `${path} is a device or a pipe, not a file.`,
      'Save its content as a file and choose that.',
    );
  return { bytes: Number(facts.size), changed: Number(facts.mtimeMs), inode: `${facts.dev}:${facts.ino}` };
}

function same(one: Fingerprint, other: Fingerprint): boolean {
  return one.bytes === other.bytes && one.changed === other.changed && one.inode === other.inode;
}

function changedSince(path: string): FileTrouble {
  return unreadable(
    path,
    `${path} has changed since it was looked at.`,
    'Look at it again, check the columns, then load it.',
  );
}

function changedWhile(path: string, before: number, now: number): FileTrouble {
  const how = before === now ? 'was changed' : `went from ${before} to ${now} bytes`;
  return unreadable(
    path,
    `${path} ${how} while it was being read.`,
    'Wait until the program that writes it has finished, then load it again.',
    true,
  );
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof FileTrouble ? error : diskTrouble(path, error);
  }
}
