import { type FSWatcher, mkdirSync, readFileSync, renameSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Settings, type SettingsChange } from '../../shared/contract/settings.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import { diskFailure, isAbsent } from './diskFailure.ts';
import { brokenName } from './jsonFile.ts';
import { createQueue } from './queue.ts';
import type { SettingsStore } from './settings.ts';
import { asideNotice, type Notice, readSettings, writeSettings } from './settingsFile.ts';
import { createWatchedValue } from './watchedValue.ts';

const FILE = 'settings.json';
const SETTLE_MS = 50;

export interface SettingsOptions {
  /** Leadline's own folder of this person. */
  readonly home: string;
  readonly log: Logger;
  readonly clock?: () => Date;
}

/** Reads at once, so that the first window already has the right theme. */
export function createSettings({
  home,
  log: parent,
  clock = () => new Date(),
}: SettingsOptions): SettingsStore {
  const log = parent.scope('settings');
  const file = join(home, FILE);
  const inTurn = createQueue();
  const started = start(file, home, clock, log);
  const shown = createWatchedValue<Settings>(started.settings);
  const asides: Notice[] = [...started.asides];
  let wrongValues: readonly Notice[] = started.wrongValues;
  let watcher: FSWatcher | undefined;
  let soon: NodeJS.Timeout | undefined;
  let closed = false;

  function listen(): void {
    if (watcher || closed) return;
    try {
      watcher = watch(home, { persistent: false }, (_event, name) => {
        // Told under its own name, the folder itself went away: the next change makes and watches it anew.
        if (name === basename(home)) deafen();
        // Other files of the folder come and go; null means the system didn't say which.
        else if (name !== null && name !== FILE) return;
        soon ??= setTimeout(() => {
          soon = undefined;
          void inTurn(load).catch((error: unknown) => log.warn('The settings cannot be read', { error }));
        }, SETTLE_MS);
      });
      watcher.on('error', deafen);
    } catch (error) {
      log.warn('Edits of the settings file are not seen until the next start', { error });
    }
  }

  function deafen(): void {
    watcher?.close();
    watcher = undefined;
  }

  /** A file that is broken while it is being edited is left to its editor, and the last good settings stay. */
  async function load(): Promise<void> {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (isAbsent(error)) return null;
      throw error;
    });
    const read = readSettings(text, file);
    if (read.state === 'corrupt') {
      wrongValues = [
        {
          message: `${file} can't be read as it is now; the settings from before are used.`,
          next: 'Mend the file; it is read again as soon as it is saved.',
        },
      ];
      return;
    }
    wrongValues = read.notices;
    if (!closed && !isDeepStrictEqual(read.settings, shown.get())) shown.set(read.settings);
  }

  async function change(wish: SettingsChange): Promise<Result<Settings>> {
    try {
      asides.push(...(await writeSettings(file, wish, clock())));
      listen();
      await load();
      return ok(shown.get());
    } catch (error) {
      return diskFailure(error, { doing: 'keep the settings', folder: home });
    }
  }

  listen();
  return {
    current: shown.get,
    watch: shown.watch,
    change: (wish) => inTurn(() => change(wish)),
    notices: () => [...asides, ...wrongValues],
    async close() {
      closed = true;
      clearTimeout(soon);
      deafen();
      await inTurn(async () => undefined);
    },
  };
}

interface Started {
  readonly settings: Settings;
  readonly asides: Notice[];
  readonly wrongValues: Notice[];
}

/** Nothing that is wrong with the file keeps the app from starting. */
function start(file: string, home: string, clock: () => Date, log: Logger): Started {
  const settings = Settings.parse({});
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const read = readSettings(readFileSync(file, 'utf8'), file);
    if (read.state === 'read') return { settings: read.settings, asides: [], wrongValues: read.notices };
    const aside = brokenName(file, clock());
    renameSync(file, aside);
    log.warn('The settings could not be read and were set aside', { aside });
    return { settings, asides: [asideNotice(file, aside)], wrongValues: [] };
  } catch (error) {
    if (isAbsent(error)) return { settings, asides: [], wrongValues: [] };
    log.warn('The settings cannot be read', { error });
    const { message, next } = diskFailure(error, { doing: 'read the settings', folder: home }).failure;
    return { settings, asides: [{ message, next }], wrongValues: [] };
  }
}
