import type pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { type Failure, ok, type Result } from '../../../shared/errors/failure.ts';
import { cancelRequest } from './cancelRequest.ts';
import { addressOf, type PostgresConnection } from './connection.ts';
import { type Prepared, plain } from './prepare.ts';
import { isServerError, lostFailure, sqlFailure } from './sqlFailure.ts';
import { type Answer, Statement } from './statement.ts';
import { Statements, type Told } from './statements.ts';
import { failureOf, type Stop, unlessStopped } from './stop.ts';

/** How long an interrupted statement may take to end before its connection is given up. */
const GRACE_MS = 5_000;

/**
 * One connection, one statement at a time; calls wait for each other. A stop is answered at once: the server is then
 * told to interrupt, and the connection is usable again, or dead, when `quiet` resolves.
 */
export interface Link {
  readonly pid: number;
  readonly dead: boolean;
  run(prepared: Prepared, options?: { stop?: Stop | undefined; most?: number }): Promise<Result<Answer>>;
  /** Several statements of a person's at once, without values; at most `most` rows of the last one are kept. */
  runAll(sql: string, options: { stop?: Stop | undefined; most: number }): Promise<Result<Told>>;
  /** Several statements of our own at once, without values. */
  script(sql: string, stop?: Stop): Promise<Result<void>>;
  /** `COPY … FROM STDIN`: `feed` writes; a failure of its own takes the rows back. Resolves with the rows the server counted. */
  copy(
    sql: string,
    feed: (stream: CopyStreamQuery) => Promise<Result<void>>,
    stop?: Stop,
  ): Promise<Result<number>>;
  /** Whether the next word is the server's. */
  readonly awaiting: boolean;
  /** Nothing that was written waits in this process any more. */
  readonly drained: boolean;
  /** Grows while anything moves on the line. */
  traffic(): number;
  quiet(): Promise<void>;
  close(): Promise<void>;
  destroy(): void;
}

interface Operation<T> {
  readonly done: Promise<T>;
  halt?(): void;
}

export function createLink(client: pg.Client, connection: PostgresConnection): Link {
  const subject = addressOf(connection);
  const { processID: pid, secretKey: key } = client as pg.Client & { processID: number; secretKey: number };
  let lost: unknown;
  let tail: Promise<unknown> = Promise.resolve();
  let copying: CopyStreamQuery | undefined;
  client.on('error', (error) => {
    lost ??= error;
  });
  client.on('end', () => {
    lost ??= new Error('it was closed');
  });

  function explain(error: unknown, prepared?: Prepared): Failure {
    if (!isServerError(error)) {
      lost ??= error;
      return lostFailure(error, subject);
    }
    if (error.severity === 'FATAL' || error.severity === 'PANIC') lost ??= error;
    return sqlFailure(error, subject, prepared);
  }

  function perform<T>(start: () => Operation<T>, stop?: Stop, prepared?: Prepared): Promise<Result<T>> {
    const before = tail;
    const work = (async (): Promise<Result<T>> => {
      await before;
      if (lost !== undefined) return { ok: false, failure: lostFailure(lost, subject) };
      if (stop?.aborted) return { ok: false, failure: failureOf(stop) };
      const operation = start();
      const settled = operation.done.then(
        () => undefined,
        () => undefined,
      );
      const onStop = () => {
        operation.halt?.();
        tail = Promise.all([tail, interrupt(settled)]);
      };
      stop?.addEventListener('abort', onStop, { once: true });
      try {
        return ok(await operation.done);
      } catch (error) {
        return { ok: false, failure: explain(error, prepared) };
      } finally {
        stop?.removeEventListener('abort', onStop);
      }
    })();
    tail = work.catch(() => undefined);
    return unlessStopped(work, stop, (failure) => ({ ok: false, failure }));
  }

  async function interrupt(settled: Promise<void>): Promise<void> {
    const asked = cancelRequest(connection, { pid, key }, GRACE_MS);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), GRACE_MS);
    });
    const ended = await Promise.race([settled, late]);
    clearTimeout(timer);
    if (ended === 'late') destroy(new Error('it did not stop when asked to'));
    if (lost === undefined) await asked;
  }

  function destroy(why: Error): void {
    lost ??= why;
    streamOf(client).destroy(why);
  }

  return {
    pid,
    get dead() {
      return lost !== undefined;
    },
    run(prepared, { stop, most } = {}) {
      return perform(
        () => {
          const statement = new Statement(prepared, most);
          client.query(statement);
          return { done: statement.answer };
        },
        stop,
        prepared,
      );
    },
    runAll(sql, { stop, most }) {
      return perform(
        () => {
          const statements = new Statements(sql, most);
          client.query(statements);
          return { done: statements.told };
        },
        stop,
        plain(sql),
      );
    },
    async script(sql, stop) {
      const done = await perform(() => ({ done: client.query(sql) }), stop);
      return done.ok ? ok(undefined) : done;
    },
    async copy(sql, feed, stop) {
      let refused: Failure | undefined;
      let thrown: { error: unknown } | undefined;
      const counted = await perform(() => {
        const stream = client.query(copyFrom(sql));
        copying = stream;
        let over = false;
        // Destroying it tells the server to forget the rows; once the server itself has ended it there is none to tell.
        const abandon = (why: string) => {
          if (!over) stream.destroy(new Error(why));
        };
        const done = new Promise<number>((resolve, reject) => {
          // For good: a stream destroyed while its line goes down tells of both.
          stream.on('error', (error) => {
            over = true;
            reject(error);
          });
          stream.once('finish', () => resolve(stream.rowCount));
        });
        feed(stream).then(
          (fed) => {
            if (fed.ok) return void (over || stream.end());
            if (!over) refused = fed.failure;
            abandon('the rows were refused');
          },
          (error) => {
            if (!over) thrown = { error };
            abandon('the rows could not be made');
          },
        );
        return { done, halt: () => abandon('it was stopped') };
      }, stop);
      copying = undefined;
      if (counted.ok || stop?.aborted) return counted;
      // A maker that threw is a bug, and shows as one.
      if (thrown !== undefined) throw thrown.error;
      return refused === undefined ? counted : { ok: false, failure: refused };
    },
    get awaiting() {
      return copying === undefined || copying.writableEnded || streamOf(client).writableLength > 0;
    },
    get drained() {
      return streamOf(client).writableLength === 0;
    },
    traffic() {
      const stream = streamOf(client);
      return (stream.bytesRead ?? 0) + (stream.bytesWritten ?? 0) - stream.writableLength;
    },
    async quiet() {
      for (let seen: unknown; seen !== tail; ) {
        seen = tail;
        await tail;
      }
    },
    close: () => (lost === undefined ? client.end() : Promise.resolve()),
    destroy: () => destroy(new Error('it was given up')),
  };
}

interface Wire {
  readonly bytesRead?: number;
  readonly bytesWritten?: number;
  readonly writableLength: number;
  destroy(error: Error): void;
}

export function streamOf(client: pg.Client): Wire {
  return (client as pg.Client & { connection: { stream: Wire } }).connection.stream;
}
