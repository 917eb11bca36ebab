import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AlertSettings, DEFAULT_ALERTS } from '../../../../shared/domain/pipeline/alertSettings.ts';
import { type FileProblem, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { atomicWrite } from '../../../workspace/atomicWrite.ts';
import { diskFailure, isAbsent, systemCode } from '../../../workspace/diskFailure.ts';
import { ALERTS_FILE, checkAlerts } from '../../../workspace/files/checkAlerts.ts';
import { decodeText } from '../../../workspace/files/readText.ts';
import { YAML_BYTES } from '../../../workspace/yaml/parseYaml.ts';
import { writeSettings } from './writeSettings.ts';

export interface WrittenAlerts {
  /** As the file says; what holds without one where it is missing; null while it can't be used. */
  readonly settings: AlertSettings | null;
  readonly problems: readonly FileProblem[];
  readonly text: string | null;
}

const ATTEMPTS = 10;
const HALF_SAVED_MS = 50;

export async function readAlerts(workspace: string): Promise<WrittenAlerts> {
  const whole = (message: string): WrittenAlerts => ({
    settings: null,
    text: null,
    problems: [{ file: ALERTS_FILE, line: 1, column: 1, severity: 'error', message }],
  });
  try {
    const path = await realpath(join(workspace, ALERTS_FILE));
    if (!path.startsWith((await realpath(workspace)) + sep))
      return whole('is a link that leads out of the workspace and is not followed: put the file itself here');
    if ((await stat(path)).size > YAML_BYTES) return whole('the file is larger than 1 MB and is not read');
    const decoded = decodeText(await readFile(path));
    if (!decoded.ok) {
      const { line, column, message } = decoded;
      return {
        ...whole(message),
        problems: [{ file: ALERTS_FILE, line, column, severity: 'error', message }],
      };
    }
    // An empty file says what no file says.
    if (decoded.text.trim() === '') return { settings: DEFAULT_ALERTS, problems: [], text: decoded.text };
    const { value, problems } = checkAlerts(decoded.text);
    return { settings: value, problems, text: decoded.text };
  } catch (error) {
    if (isAbsent(error)) return { settings: DEFAULT_ALERTS, problems: [], text: null };
    const code = systemCode(error);
    if (code === undefined) throw error;
    return whole(`the file can't be read (${code})`);
  }
}

/** What a form says. A key that is left out stays as the file has it, `null` takes it away; so for each channel, by its name. */
export type AlertsWish = {
  readonly [Key in Exclude<keyof AlertSettings, 'channels'>]?: Loose<AlertSettings[Key]> | null;
} & { readonly channels?: readonly ChannelWish[] };

export interface ChannelWish {
  readonly kind: string;
  readonly name: string;
  readonly [key: string]: unknown;
}

type Loose<T> = T extends string ? string : T extends object ? { [Key in keyof T]: Loose<T[Key]> } : T;

/** Writes the wish into the file: comments, order and whatever the form doesn't know stay. */
export async function saveAlerts(workspace: string, wish: AlertsWish): Promise<Result<AlertSettings>> {
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await readAlerts(workspace);
      if (before.settings === null && before.text === null) return unusable(before.problems);
      const old = before.text === null ? {} : dataOf(before.text);
      if (old === null) {
        // An editor may have saved half of it this very moment: broken is what stays so.
        if (attempt > 1) return unusable(before.problems);
        await pause(HALF_SAVED_MS);
        continue;
      }
      const next = merge(old, wish);
      const valid = AlertSettings.safeParse(next);
      if (!valid.success) return refused(JSON.stringify(next));
      const text = writeSettings(before.text, old, next);
      const after = checkAlerts(text);
      if (after.value === null) return unusable(after.problems);
      if (text === before.text) return ok(after.value);
      if (await replace(workspace, before.text, text)) return ok(after.value);
      await pause(HALF_SAVED_MS);
    }
    return fail('FILE_INVALID', {
      message: `${ALERTS_FILE} keeps changing while Leadline tries to write it.`,
      next: 'See which program writes it, then try again.',
      subject: ALERTS_FILE,
      retry: true,
    });
  } catch (error) {
    return diskFailure(error, { doing: `write ${ALERTS_FILE}`, folder: workspace });
  }
}

/** False when somebody else wrote meanwhile: then their text is edited instead. */
async function replace(workspace: string, before: string | null, text: string): Promise<boolean> {
  const plain = join(await realpath(workspace), ALERTS_FILE);
  const path = before === null ? plain : await realpath(plain);
  const mode = before === null ? 0o644 : (await stat(path)).mode & 0o777;
  const still = async () => (await textAt(path)) === before;
  return atomicWrite(path, text, { mode, still });
}

async function textAt(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
}

/** Null: no mapping, or no YAML at all. */
function dataOf(text: string): Readonly<Record<string, unknown>> | null {
  if (text.trim() === '') return {};
  return checkAlerts(text).data;
}

function merge(old: Readonly<Record<string, unknown>>, wish: AlertsWish): Record<string, unknown> {
  const next: Record<string, unknown> = { ...old };
  for (const [key, value] of Object.entries(wish)) {
    if (value === null) delete next[key];
    else if (key === 'channels') next[key] = (wish.channels ?? []).map((one) => channelOver(old, one));
    else if (key === 'heartbeat' && isMapping(value) && isMapping(old[key]))
      next[key] = { ...old[key], ...value };
    else if (value !== undefined) next[key] = value;
  }
  if (next['channels'] === undefined) next['channels'] = DEFAULT_ALERTS.channels;
  return next;
}

/** What the form doesn't show of a channel, such as a certificate, stays. */
function channelOver(old: Readonly<Record<string, unknown>>, wish: ChannelWish): Record<string, unknown> {
  const before = Array.isArray(old['channels'])
    ? old['channels'].find((one) => isMapping(one) && one['name'] === wish.name && one['kind'] === wish.kind)
    : undefined;
  const next: Record<string, unknown> = isMapping(before) ? { ...before } : {};
  for (const [key, value] of Object.entries(wish)) {
    if (value === null || value === '') delete next[key];
    else if (value !== undefined) next[key] = value;
  }
  return next;
}

function unusable(problems: readonly FileProblem[]): Result<never> {
  const first = problems.find(({ severity }) => severity === 'error');
  return fail('FILE_INVALID', {
    message: `${ALERTS_FILE} has a fault${first ? ` (line ${first.line}: ${first.message})` : ''}; Leadline doesn't write into a file it can't read.`,
    next: `Mend ${ALERTS_FILE} in a text editor, then make the change again.`,
    subject: ALERTS_FILE,
    problems: [...problems],
  });
}

function refused(text: string): Result<never> {
  const { problems } = checkAlerts(text);
  const first = problems.find(({ severity }) => severity === 'error');
  return fail('BAD_INPUT', {
    message: `The alerts were not saved${first ? `: ${first.message}` : ''}.`,
    next: 'Correct it and save again. Nothing was changed.',
    subject: ALERTS_FILE,
  });
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
