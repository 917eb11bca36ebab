import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { RecentWorkspace } from '../../shared/contract/workspace.ts';
import type { Logger } from '../log/log.ts';
import { atomicWrite } from './atomicWrite.ts';
import { isAbsent } from './diskFailure.ts';
import { CONFIG_FILE, exists } from './folderPath.ts';
import { parseJson, setAside } from './jsonFile.ts';
import { makeFolders } from './makeFolders.ts';
import { createQueue } from './queue.ts';

const MOST = 12;
const Entries = z.array(RecentWorkspace.omit({ present: true }));
type Entry = z.infer<typeof Entries>[number];

/** The workspaces this person opened, newest first. A list that can't be kept is a nuisance, never a failure. */
export interface Recent {
  list(): Promise<RecentWorkspace[]>;
  add(entry: { path: string; name: string }): Promise<void>;
  forget(path: string): Promise<void>;
}

export function createRecent({ home, log, clock }: { home: string; log: Logger; clock: () => Date }): Recent {
  const file = join(home, 'recent.json');
  const inTurn = createQueue();

  async function read(): Promise<Entry[]> {
    try {
      const found = parseJson(await readFile(file, 'utf8'), Entries);
      if (found.state === 'read') return found.value;
      const aside = await setAside(file, clock());
      log.warn('The list of recent workspaces could not be read and was set aside', { aside });
    } catch (error) {
      if (!isAbsent(error)) log.warn('The list of recent workspaces cannot be read', { error });
    }
    return [];
  }

  /** Read anew each time: another Leadline of this person may have written in between. */
  function edit(change: (entries: Entry[]) => Entry[]): Promise<void> {
    return inTurn(async () => {
      try {
        const entries = change(await read());
        await makeFolders(home, 0o700);
        await atomicWrite(file, `${JSON.stringify(entries, null, 2)}\n`);
      } catch (error) {
        log.warn('The list of recent workspaces cannot be written', { error });
      }
    });
  }

  return {
    async list() {
      const entries = await inTurn(read);
      return Promise.all(
        entries.map(async (entry) => ({ ...entry, present: await exists(join(entry.path, CONFIG_FILE)) })),
      );
    },
    add: ({ path, name }) =>
      edit((entries) =>
        [
          { path, name, openedAt: clock().toISOString() },
          ...entries.filter((one) => one.path !== path),
        ].slice(0, MOST),
      ),
    forget: (path) => edit((entries) => entries.filter((one) => one.path !== path)),
  };
}
