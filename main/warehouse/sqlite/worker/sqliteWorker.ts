import { flushCompileCache } from 'node:module';
import type { Row } from '../../../../shared/domain/column.ts';
import type { Ask, FromWorker, ToWorker } from '../protocol.ts';
import type { ConnectionHost } from './connection.ts';
import { createPerformers } from './operations.ts';
import { findParent } from './parent.ts';
import { sliced } from './slices.ts';
import { sqliteFailure } from './sqliteFailure.ts';
import { createTurn, type Turn } from './turn.ts';

/** One SQLite connection behind messages: asks are done one after the other, in the order they came. */
function serve(say: (message: FromWorker) => void, host: ConnectionHost): (message: ToWorker) => void {
  const { performers, connection } = createPerformers(say, host);
  const turns = new Map<number, Turn>();
  let last = Promise.resolve();

  async function perform(ask: Ask, turn: Turn): Promise<void> {
    const context = {
      turn,
      rows: (rows: readonly Row[]) => {
        for (const slice of sliced(rows)) say({ id: ask.id, rows: slice });
      },
      progress: (progress: { rows: number; bytes: number }) => say({ id: ask.id, progress }),
    };
    try {
      await turn.breathe();
      // The map of operations pairs each ask with its performer; the compiler can't follow a union through it.
      const performer = performers[ask.op] as (asked: unknown, within: typeof context) => unknown;
      const value = await performer(ask.ask, context);
      say({ id: ask.id, answer: { ok: true, value } });
    } catch (error) {
      const failure = sqliteFailure(error, connection(), sqlOf(ask));
      say({ id: ask.id, answer: { ok: false, failure } });
    } finally {
      turns.delete(ask.id);
    }
  }

  return (message) => {
    if ('cancel' in message) {
      turns.get(message.cancel)?.cancel();
      return;
    }
    const turn = createTurn();
    turns.set(message.id, turn);
    last = last.then(() => perform(message, turn));
  };
}

function sqlOf(ask: Ask): string | null {
  return ask.op === 'query' || ask.op === 'execute' ? ask.ask.sql : null;
}

const parent = findParent();
const receive = serve((message) => parent.say(message), { alone: parent.alone });
parent.listen((message) => receive(message as ToWorker));
// A process is ended hard, and would otherwise never leave its compiled code to the next.
if (parent.alone) flushCompileCache();
