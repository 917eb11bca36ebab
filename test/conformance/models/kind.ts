import { basename } from 'node:path';
import { type PostgresServer, startPostgres } from '../../warehouse/postgresServer.ts';
import type { Kind, Outcome } from '../kind.ts';
import { historiesIn } from './history.ts';
import { needsPostgres } from './needsPostgres.ts';
import { openPostgresWorld } from './postgresWorld.ts';
import { runHistory } from './runHistory.ts';
import { openSqliteWorld } from './sqliteWorld.ts';

/**
 * Histories of dbt projects, each in a fresh database. Builds publish as dbt does, whatever checks say: what readers see
 * after a failed check is otherwise on purpose not what dbt shows them.
 */
export function createModels(): Kind {
  let server: Promise<PostgresServer> | undefined;

  async function onPostgres(folder: string): Promise<Outcome> {
    server ??= startPostgres();
    const running = await server;
    return runHistory(folder, () => openPostgresWorld(running));
  }

  async function onSqlite(folder: string): Promise<Outcome> {
    const why = await needsPostgres(folder);
    return why === null ? runHistory(folder, openSqliteWorld) : { leftOut: why };
  }

  return {
    targets: ['postgres', 'sqlite'],
    async casesIn(path, target = 'postgres') {
      return historiesIn(path).map((folder) => ({
        name: basename(folder),
        run: () => (target === 'sqlite' ? onSqlite(folder) : onPostgres(folder)),
      }));
    },
    async close() {
      await (await server)?.stop();
    },
  };
}
