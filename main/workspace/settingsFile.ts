import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { Settings, type SettingsChange } from '../../shared/contract/settings.ts';
import { atomicWrite } from './atomicWrite.ts';
import { isAbsent } from './diskFailure.ts';
import { parseJson, setAside } from './jsonFile.ts';
import { makeFolders } from './makeFolders.ts';

export interface Notice {
  readonly message: string;
  readonly next: string;
}

/** What `settings.json` says. Keys of a newer version, or a person's own, are kept in `raw`. */
export type SettingsRead =
  | { readonly state: 'corrupt' }
  | {
      readonly state: 'read';
      readonly settings: Settings;
      readonly raw: Record<string, unknown>;
      readonly notices: Notice[];
    };

const Raw = z.record(z.string(), z.unknown());

/** One wrong value falls back by itself; the others count. */
export function readSettings(text: string | null, file: string): SettingsRead {
  if (text === null) return { state: 'read', settings: Settings.parse({}), raw: {}, notices: [] };
  const found = parseJson(text.replace(/^\uFEFF/, ''), Raw);
  if (found.state !== 'read') return { state: 'corrupt' };
  const raw = found.value;
  const usable = { ...raw };
  const notices: Notice[] = [];
  for (const [key, schema] of Object.entries(Settings.shape)) {
    if (!(key in raw) || schema.safeParse(raw[key]).success) continue;
    delete usable[key];
    notices.push({
      message: `The setting "${key}" in ${file} has a value Leadline doesn't know; the usual one is used.`,
      next: 'Choose it anew in Settings, or mend the file.',
    });
  }
  return { state: 'read', settings: Settings.parse(usable), raw, notices };
}

/** Writes what is wished into the file as it is now, whoever wrote it last. A corrupt file is set aside first. */
export async function writeSettings(file: string, wish: SettingsChange, now: Date): Promise<Notice[]> {
  await makeFolders(dirname(file), 0o700);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  const read = readSettings(text, file);
  const wanted = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const notices: Notice[] = [];
  if (read.state === 'corrupt') notices.push(asideNotice(file, await setAside(file, now)));
  const raw = read.state === 'corrupt' ? {} : read.raw;
  await atomicWrite(file, `${JSON.stringify({ ...raw, ...wanted }, null, 2)}\n`);
  return notices;
}

export function asideNotice(file: string, aside: string): Notice {
  return {
    message: `The settings in ${file} could not be read and were set aside as ${aside}; the usual ones are used.`,
    next: 'Choose your settings anew, or mend the set-aside file and put it back.',
  };
}
