import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { JsonObject } from '../json.ts';

const IN_MEMORY = 16 * 1024 * 1024;
const ENDING = '.spool';

/**
 * Records that came and wait to be committed: in memory while they are few, then in a file for their owner only. A load
 * takes from here, so that the writer is never held while a vendor is waited for.
 */
export interface Spool {
  readonly records: number;
  readonly bytes: number;
  add(records: readonly JsonObject[]): Promise<void>;
  /** What came up to now. */
  mark(): Mark;
  /** From the first on, up to there. */
  read(mark: Mark): AsyncGenerator<readonly JsonObject[], void, void>;
  /** Forgets what came after that place; marks beyond it are no good any more. */
  forgetAfter(mark: Mark): void;
  /** Forgets all, ready for more. */
  clear(): Promise<void>;
}

/** A place in a spool; good until it is cleared. */
export interface Mark {
  readonly batches: number;
  readonly records: number;
}

export function createSpool(folder: string, name: string): Spool {
  const file = join(folder, `${name}${ENDING}`);
  let held: Buffer[] = [];
  let heldBytes = 0;
  let handle: FileHandle | null = null;
  let written = 0;
  let batches = 0;
  let records = 0;
  /** By the number of their batches: from the first to before the second. */
  let forgotten: (readonly [number, number])[] = [];

  async function spill(): Promise<void> {
    if (handle === null) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      handle = await open(file, 'w', 0o600);
    }
    for (const piece of held) {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(piece.length);
      await handle.writev([length, piece]);
      written += piece.length + length.length;
    }
    held = [];
    heldBytes = 0;
  }

  async function* pieces(): AsyncGenerator<Buffer> {
    if (written > 0) yield* framed(createReadStream(file, { end: written - 1, highWaterMark: 1024 * 1024 }));
    yield* held;
  }

  return {
    get records() {
      return records;
    },
    get bytes() {
      return written + heldBytes;
    },
    async add(some) {
      if (some.length === 0) return;
      const piece = serialize(some);
      held.push(piece);
      heldBytes += piece.length;
      batches += 1;
      records += some.length;
      if (heldBytes > IN_MEMORY) await spill();
    },
    mark: () => ({ batches, records }),
    async *read(mark) {
      let at = 0;
      for await (const piece of pieces()) {
        if (at >= mark.batches) return;
        const number = at;
        at += 1;
        if (forgotten.some(([from, to]) => from <= number && number < to)) continue;
        yield deserialize(piece) as readonly JsonObject[];
      }
    },
    forgetAfter(mark) {
      if (mark.batches < batches) forgotten.push([mark.batches, batches]);
      records = mark.records;
    },
    async clear() {
      held = [];
      forgotten = [];
      heldBytes = written = batches = records = 0;
      await handle?.close();
      handle = null;
      await rm(file, { force: true });
    },
  };
}

/** What a killed process left of a source. */
export async function sweepSpools(folder: string, source: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (name.startsWith(`${source}~`) && name.endsWith(ENDING)) await rm(join(folder, name), { force: true });
}

async function* framed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= 4 && rest.length - at - 4 >= rest.readUInt32LE(at)) {
      const end = at + 4 + rest.readUInt32LE(at);
      yield rest.subarray(at + 4, end);
      at = end;
    }
    rest = rest.subarray(at);
  }
}
