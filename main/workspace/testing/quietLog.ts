import type { Fields, Logger } from '../../log/log.ts';

/** Keeps what it is told, for tests that look at it. */
export interface QuietLog extends Logger {
  readonly said: { level: string; message: string; fields: Fields | undefined }[];
}

export function quietLog(): QuietLog {
  const said: QuietLog['said'] = [];
  const say = (level: string) => (message: string, fields?: Fields) =>
    void said.push({ level, message, fields });
  const log: QuietLog = {
    said,
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: (message, fields) => {
      say('error')(message, fields);
      return `E${said.length}`;
    },
    scope: () => log,
  };
  return log;
}
