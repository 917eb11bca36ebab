import { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';

/** Where a command speaks and listens. Answers go out on one stream, everything else on the other. */
export interface Terminal {
  out(text: string): void;
  progress(text: string): void;
  /** How far long work is: one line that changes at a terminal, a line every few seconds in a pipe. */
  meter(text: string): void;
  /** Asks without echo at a terminal; reads one line from a pipe. Never from arguments. */
  secret(prompt: string): Promise<Result<Secret>>;
  /** As `secret`, but from a pipe it takes all that is left, so that a key of many lines stays whole. */
  longSecret(prompt: string): Promise<Result<Secret>>;
}

export function createTerminal(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  errors: NodeJS.WriteStream,
): Terminal {
  const piped = input.isTTY ? null : createPipe(input);
  const meter = createMeter(errors);

  function given(prompt: string, line: string): Result<Secret> {
    if (line !== '') return ok(new Secret(line));
    return fail('BAD_INPUT', {
      message: `Nothing was given for: ${prompt}.`,
      next: 'Type it at the prompt, or send it on standard input, one line each.',
    });
  }

  return {
    out(text) {
      meter.clear();
      output.write(text);
    },
    progress(text) {
      meter.clear();
      errors.write(`${text}\n`);
    },
    meter: meter.show,
    secret: async (prompt) => given(prompt, piped ? await piped.line() : await typed(input, errors, prompt)),
    longSecret: async (prompt) =>
      given(prompt, piped ? await piped.rest() : await typed(input, errors, prompt)),
  };
}

const AT_TERMINAL_MS = 100;
const IN_PIPE_MS = 5_000;

function createMeter(errors: NodeJS.WriteStream) {
  const everyMs = errors.isTTY ? AT_TERMINAL_MS : IN_PIPE_MS;
  let shownAt = Number.NEGATIVE_INFINITY;
  let drawn = false;
  let phase = '';
  return {
    show(text: string): void {
      const now = performance.now();
      const before = phase;
      phase = text.replace(/\d.*$/, '');
      if (phase === before && now - shownAt < everyMs) return;
      shownAt = now;
      drawn = errors.isTTY === true;
      errors.write(drawn ? `\r\u001b[K${text.slice(0, (errors.columns ?? 80) - 1)}` : `${text}\n`);
    },
    clear(): void {
      if (drawn) errors.write('\r\u001b[K');
      drawn = false;
    },
  };
}

function createPipe(input: NodeJS.ReadStream) {
  let left: Promise<string> | undefined;

  async function take(split: (all: string) => [string, string]): Promise<string> {
    const [taken, after] = split(await (left ?? readAll(input)));
    left = Promise.resolve(after);
    return taken;
  }

  return {
    line: () =>
      take((all) => {
        const end = all.indexOf('\n');
        return end < 0 ? [all, ''] : [all.slice(0, end).replace(/\r$/, ''), all.slice(end + 1)];
      }),
    rest: () => take((all) => [all.replace(/\r?\n$/, ''), '']),
  };
}

async function readAll(input: NodeJS.ReadStream): Promise<string> {
  input.setEncoding('utf8');
  let all = '';
  for await (const chunk of input) all += chunk;
  return all;
}

/** One line typed at a terminal, unseen. Backspace and Ctrl-U mend it, Ctrl-C ends the program. */
function typed(input: NodeJS.ReadStream, errors: NodeJS.WriteStream, prompt: string): Promise<string> {
  errors.write(`${prompt}: `);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  return new Promise((settle) => {
    let line = '';
    const end = (answer: string) => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      errors.write('\n');
      settle(answer);
    };
    const onData = (chunk: string) => {
      for (const key of chunk) {
        if (key === '\u0003') {
          end('');
          process.exit(130);
        }
        if (key === '\r' || key === '\n' || key === '\u0004') return end(line);
        if (key === '\u007f' || key === '\b') line = [...line].slice(0, -1).join('');
        else if (key === '\u0015') line = '';
        else if (key >= ' ') line += key;
      }
    };
    input.on('data', onData);
  });
}
