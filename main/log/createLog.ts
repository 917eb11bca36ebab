import { randomBytes } from 'node:crypto';
import type { LogLevel } from '../../shared/contract/log.ts';
import type { Log, Logger } from './log.ts';
import { readLog, type Written } from './readLog.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { createSink, type Sink } from './sink.ts';

export interface LogOptions {
  readonly folder: string;
  readonly clock: () => Date;
  readonly random?: (bytes: number) => Buffer;
  /** A file that would grow beyond this is rotated. */
  readonly maxBytes?: number;
  /** How many files stay, the one being written included. */
  readonly keep?: number;
}

const ROOT_SCOPE = 'app';
const MESSAGE_LIMIT = 2_000;

export function createLog(options: LogOptions): Log {
  const { clock, random = randomBytes, maxBytes = 5 * 1024 * 1024, keep = 5 } = options;
  const redactor = createRedactor();
  const session = reference(random);
  let count = 0;
  let sink = openSink(options.folder);
  let leaving: Promise<void> = Promise.resolve();

  function openSink(folder: string): Sink {
    return createSink({
      folder,
      maxBytes,
      keep,
      onTrouble: (error) =>
        write(
          'warn',
          'log',
          'The log can not be written to its folder; the newest entries are kept in memory.',
          {
            folder,
            error,
          },
        ),
    });
  }

  function write(level: LogLevel, scope: string, message: string, fields: object = {}): void {
    count += 1;
    const plain = safely(redactor, fields);
    const entry: Written = {
      id: `${session}-${count}`,
      at: clock().toISOString(),
      level,
      scope,
      message: redactor.text(String(message).slice(0, MESSAGE_LIMIT)),
      ...(Object.keys(plain).length > 0 && { fields: plain }),
    };
    sink.append({ id: entry.id, text: JSON.stringify(entry) });
  }

  function logger(scope: string): Logger {
    return {
      debug: (message, fields) => write('debug', scope, message, fields),
      info: (message, fields) => write('info', scope, message, fields),
      warn: (message, fields) => write('warn', scope, message, fields),
      error(message, fields) {
        const found = reference(random);
        write('error', scope, message, { reference: found, ...fields });
        return found;
      },
      scope: (name) => logger(scope === ROOT_SCOPE ? name : `${scope}.${name}`),
    };
  }

  return {
    ...logger(ROOT_SCOPE),
    writeTo(folder) {
      const before = sink;
      sink = openSink(folder);
      const after = sink;
      // What the old folder refused is better in the new one than nowhere.
      leaving = Promise.all([leaving, before.close()]).then(([, left]) => {
        for (const line of left) after.append(line);
      });
    },
    conceal: (secret) => redactor.conceal(secret.reveal()),
    redact: redactor.text,
    async read(query) {
      await leaving;
      await sink.flush();
      // Struck out again: a value may have been concealed after it was written.
      const recent = sink.recent().map((line) => redactor.text(line.text));
      const { entries, more } = await readLog({ recent, files: await sink.files() }, query);
      return { entries: entries.map((entry) => struckAgain(entry, redactor)), more };
    },
    files: () => sink.files(),
    async flush() {
      await leaving;
      await sink.flush();
    },
    async close() {
      await leaving;
      await sink.close();
    },
  };
}

function struckAgain<Entry extends { message: string; fields: string }>(
  entry: Entry,
  redactor: Redactor,
): Entry {
  return { ...entry, message: redactor.text(entry.message), fields: redactor.text(entry.fields) };
}

/** Fields come from anywhere, even from objects that throw when looked at. */
function safely(redactor: Redactor, fields: object): object {
  try {
    return redactor.fields(fields);
  } catch {
    return { fields: '[unreadable]' };
  }
}

/** Eight characters without look-alikes, made to be read aloud. */
function reference(random: (bytes: number) => Buffer): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return [...random(8)].map((byte) => letters[byte % letters.length]).join('');
}
