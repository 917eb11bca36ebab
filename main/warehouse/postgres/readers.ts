import type { Result } from '../../../shared/errors/failure.ts';
import type { ReadOptions } from '../store.ts';
import { connect } from './connect.ts';
import type { PostgresConnection, Timeouts } from './connection.ts';
import type { Link } from './link.ts';
import { limit, type Stop, within } from './stop.ts';
import { createTurns } from './turns.ts';

export interface Readers {
  /** Runs in a reading transaction of its own, whatever the statements in it try. */
  read<T>(
    work: (link: Link, stop: Stop) => Promise<Result<T>>,
    options?: ReadOptions & { readonly setting?: string },
  ): Promise<Result<T>>;
  close(): Promise<void>;
}

/** One for a person, the others for what nobody sees. */
const LINKS = 3;

export function createReaders(connection: PostgresConnection, timeouts: Timeouts, closing: Stop): Readers {
  const turns = createTurns(LINKS);
  const idle: Link[] = [];
  const open = new Set<Link>();
  const leaving = new Set<Promise<void>>();

  async function begin(sql: string, stop: Stop): Promise<Result<Link>> {
    const old = idle.pop();
    if (old !== undefined) {
      // A connection that died unseen, in a laptop's sleep say, shows here, where nothing has been asked of it yet.
      const begun = await within(timeouts.connectMs, stop, (limited) => old.script(sql, limited));
      if (begun.ok) return { ok: true, value: old };
      old.destroy();
      open.delete(old);
      return begin(sql, stop);
    }
    const link = await connect(connection, timeouts, 'reader', stop);
    if (!link.ok) return link;
    open.add(link.value);
    const begun = await link.value.script(sql, stop);
    if (begun.ok) return link;
    link.value.destroy();
    open.delete(link.value);
    return begun;
  }

  async function giveBack(link: Link): Promise<void> {
    await link.quiet();
    const ended = link.dead
      ? undefined
      : await within(timeouts.connectMs, undefined, (stop) => link.script('rollback', stop));
    if (ended?.ok) return void idle.push(link);
    link.destroy();
    open.delete(link);
  }

  return {
    async read(work, { priority = 'interactive', signal, timeoutMs, setting = '' } = {}) {
      const ms = timeoutMs ?? timeouts.queryMs;
      const { stop, release } = limit({ ...(signal && { signal }), timeoutMs: ms }, undefined, closing);
      try {
        const turn = await turns.take(priority, stop);
        if (!turn.ok) return turn;
        const link = await begin(`begin read only; set local statement_timeout = ${ms};${setting}`, stop);
        if (!link.ok) {
          turn.value.release();
          return link;
        }
        try {
          return await work(link.value, stop);
        } finally {
          const left = giveBack(link.value).finally(() => {
            turn.value.release();
            leaving.delete(left);
          });
          leaving.add(left);
        }
      } finally {
        release();
      }
    },
    async close() {
      await Promise.all(leaving);
      await Promise.all([...open].map((link) => link.close()));
    },
  };
}
