import { fail } from '../../../../../shared/errors/failure.ts';
import type { Terminal } from '../../../cli/terminal.ts';

const LONGEST_LINE = 8_192;

export interface LogTerminal extends Terminal {
  /** What came of the last line, if it wasn't ended. */
  flush(): void;
}

/** A command's terminal within a step: what it says are lines of the log, and nobody is there to be asked. */
export function createLogTerminal(
  say: (line: string) => void,
  progress: (text: string) => void,
): LogTerminal {
  let rest = '';
  const cut = (text: string) => (text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) : text);
  const nobody = (prompt: string) =>
    Promise.resolve(
      fail('VAULT_LOCKED', {
        message: `${prompt} is asked for, and within a pipeline nobody is there to answer.`,
        next: 'Unlock the vault in Settings; the step waits for it.',
      }),
    );
  return {
    out(text) {
      const lines = (rest + text).split('\n');
      rest = cut(lines.pop() ?? '');
      for (const line of lines) say(cut(line));
    },
    progress(text) {
      for (const line of text.split('\n')) say(cut(line));
    },
    meter: progress,
    secret: nobody,
    longSecret: nobody,
    flush() {
      if (rest !== '') say(rest);
      rest = '';
    },
  };
}
