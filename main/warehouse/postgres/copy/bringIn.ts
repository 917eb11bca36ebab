import { setImmediate as breathe } from 'node:timers/promises';
import type { CopyStreamQuery } from 'pg-copy-streams';
import type { Row } from '../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RowSource, RowSourceOutcome, RowStamps } from '../../store.ts';
import { quoteName } from '../connection.ts';
import type { Link } from '../link.ts';
import { failureOf, type Stop } from '../stop.ts';
import { BINARY_HEADER } from './binaryRows.ts';
import { copiedTypes } from './copiedTypes.ts';
import { createEncoder } from './createEncoder.ts';
import { refusal, runMaker, type Write } from './maker.ts';
import { TEXT_OPTIONS } from './textFields.ts';

export interface Target {
  readonly relation: RelationName;
  /** As SQL. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly stamps: RowStamps;
}

/** Encoding this many rows takes a few milliseconds, and then the thread is free for others. */
const SLICE = 2_000;

export async function bringIn(
  link: Link,
  target: Target,
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  stop: Stop,
): Promise<Result<number>> {
  const copied = copiedColumns(target);
  const found = await copiedTypes(link, target.table, copied, target.stamps, stop);
  if (!found.ok) return found;
  const types = found.value;
  const encoder = createEncoder(target.columns, types, target.stamps);
  return link.copy(
    copySql(target.table, copied, types),
    async (stream) => {
      const write = writerTo(link, stream);
      if (types !== null) await write(BINARY_HEADER);
      let spare: ArrayBuffer | undefined;
      for await (const batch of batches)
        for (let at = 0; at < batch.length; at += SLICE) {
          if (stop.aborted) return { ok: false, failure: failureOf(stop) };
          const encoded = encoder.encode(batch.slice(at, at + SLICE), spare);
          if ('why' in encoded) return { ok: false, failure: refusal(target.relation, encoded) };
          spare = (await write(encoded)) ? encoded.buffer : undefined;
          await breathe();
        }
      return ok(undefined);
    },
    stop,
  );
}

export async function bringInFrom(
  link: Link,
  target: Target,
  source: RowSource,
  stop: Stop,
): Promise<Result<RowSourceOutcome>> {
  const { relation, columns, stamps } = target;
  const copied = copiedColumns(target);
  const found = await copiedTypes(link, target.table, copied, stamps, stop);
  if (!found.ok) return found;
  const types = found.value;
  let outcome: unknown;
  const counted = await link.copy(
    copySql(target.table, copied, types),
    async (stream) => {
      const write = writerTo(link, stream);
      if (types !== null) await write(BINARY_HEADER);
      const order = { module: source.module, input: source.input, relation, columns, types, stamps };
      const made = await runMaker(order, source, stop, write);
      if (!made.ok) return made;
      outcome = made.value.outcome;
      return ok(undefined);
    },
    stop,
  );
  return counted.ok ? ok({ rows: counted.value, outcome }) : counted;
}

/** The columns a COPY fills: those of the rows, then the stamped ones. */
function copiedColumns({ columns, stamps: { constants = {}, ordinal } }: Target): string[] {
  return [...columns, ...Object.keys(constants), ...(ordinal === undefined ? [] : [ordinal])];
}

function copySql(table: string, columns: readonly string[], types: readonly number[] | null): string {
  const options = types === null ? TEXT_OPTIONS : 'format binary';
  return `copy ${table} (${columns.map(quoteName).join(', ')}) from stdin with (${options})`;
}

/** Rejects when the COPY has ended, where its stream would wait for ever. */
function writerTo(link: Link, stream: CopyStreamQuery): Write {
  const ended = new Promise<never>((_, reject) => {
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('The COPY has ended.')));
  });
  ended.catch(() => undefined);
  return (bytes) =>
    Promise.race([
      ended,
      new Promise<boolean>((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(error) : resolve(link.drained)));
      }),
    ]);
}
