import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files left by a program that ended while it wrote end like this. */
export const TEMPORARY = '.leadline-tmp';
const PIECE = 1024 ** 2;

/** A file that appears under its name only when it is whole. Everything throws what the system says. */
export interface WholeFile {
  /** How far it is written. */
  readonly size: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Over what is there already. */
  patch(bytes: Uint8Array, at: number): Promise<void>;
  /** Forces it to the disk and gives it its name. Answers with the SHA-256 of what the disk then holds. */
  finish(): Promise<string>;
  /** Takes away what there is of it; nothing once it is finished. */
  discard(): Promise<void>;
}

export async function openWholeFile(path: string): Promise<WholeFile> {
  const temporary = join(dirname(path), `${randomUUID()}${TEMPORARY}`);
  const handle = await open(temporary, 'wx+', 0o600);
  let size = 0;
  let finished = false;
  return {
    get size() {
      return size;
    },
    async write(bytes) {
      await writeAll(handle, bytes, size);
      size += bytes.byteLength;
    },
    patch: (bytes, at) => writeAll(handle, bytes, at),
    async finish() {
      await handle.sync();
      const sha256 = await digestOf(handle, size);
      await handle.close();
      await rename(temporary, path);
      finished = true;
      await forceFolder(dirname(path));
      return sha256;
    },
    async discard() {
      if (finished) return;
      await handle.close().catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, at + done);
    done += bytesWritten;
  }
}

/** Read again, since headers were filled in after what follows them. */
async function digestOf(handle: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(piece, 0, Math.min(PIECE, size - at), at);
    if (bytesRead === 0) throw new Error(`${size} bytes were written, and ${at} are there.`);
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest('hex');
}

/** A rename survives a power cut only when its folder is forced out; Windows can't and needn't. */
async function forceFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => null);
  // Some network disks refuse it; the rename has happened all the same.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
