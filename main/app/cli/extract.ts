import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Answer, Command, Invocation } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { gatherRepeated, repeated } from './sources/gatherPairs.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const extractCommand: Command = {
  name: 'extract',
  summary: 'read a source into RAW',
  usage: 'extract <source> [--stream S …] [--full-refresh] [--workspace DIR]',
  help: `
Reads the streams of a source into raw.<source>__<stream>, each from where it stood. A stream that fails stops no other, and
what was read of it before stays. Ctrl-C stops it: what came is kept, and the next extraction goes on from there.

  --stream S         only this stream; may be given several times
  --full-refresh     reads everything again and puts it in place of what is there, once all of it has come
  --from DAY         reads a range of the past and merges it in; where streams stand stays as it is
  --to DAY           the end of that range
  --allow-empty      takes it as right when a stream that usually has rows has none
  --forget-expired   instead of reading, deletes what the vendors' terms don't allow to be kept any longer`,
  words: [0, 1],
  prepare: gatherRepeated,
  options: {
    stream: { type: 'string' },
    'full-refresh': { type: 'boolean' },
    from: { type: 'string' },
    to: { type: 'string' },
    'allow-empty': { type: 'boolean' },
    'forget-expired': { type: 'boolean' },
  },
  async run(call) {
    const { words, options } = call;
    const [name] = words;
    const forget = options['forget-expired'] === true;
    if (forget !== (name === undefined))
      return fail('BAD_INPUT', {
        message: forget
          ? '--forget-expired is about all sources, and takes no name.'
          : 'extract needs the name of a source.',
        next: 'See them with: source list.',
      });
    if (name === undefined) return forgetExpired(call);
    for (const option of ['from', 'to'])
      if (options[option] !== undefined && !DAY.test(String(options[option])))
        return fail('BAD_INPUT', { message: `--${option} is no day.`, next: 'Write it like 2026-01-31.' });
    if (options['from'] !== undefined && options['full-refresh'] === true)
      return fail('BAD_INPUT', {
        message: '--from and --full-refresh can’t be asked for together.',
        next: 'A range is merged into what is there; a full refresh replaces it. Choose one.',
      });
    if (options['to'] !== undefined && options['from'] === undefined)
      return fail('BAD_INPUT', { message: '--to needs --from.', next: 'Say where the range begins.' });
    return carryOut(call, name);
  },
};

async function carryOut(call: Invocation, name: string): Promise<Result<Answer>> {
  const { options, terminal } = call;
  const { withSources } = await import('./sources/withSources.ts');
  const { outcomesTable } = await import('./sources/tables.ts');
  const { extractSentence } = await import('../sources/extractSentence.ts');
  const streams = repeated(options['stream']);
  const from = options['from'];
  return interruptible(call, (signal) =>
    withSources(call, { secrets: true }, async (sources) => {
      const done = await sources.extract(
        name,
        {
          ...(streams.length > 0 && { streams }),
          fullRefresh: options['full-refresh'] === true,
          allowEmpty: options['allow-empty'] === true,
          ...(typeof from === 'string' && {
            backfill: { from, ...(typeof options['to'] === 'string' && { to: options['to'] }) },
          }),
        },
        { signal, report: shownAt(terminal) },
      );
      if (!done.ok) return done;
      for (const { stream, warnings, failures } of done.value.streams) {
        for (const warning of warnings) terminal.progress(`${stream}: ${warning}`);
        for (const { message, next } of failures) terminal.progress(`${stream}: ${message}\n  ${next}`);
      }
      const { message, failed } = extractSentence(done.value);
      return ok({ data: done.value, text: `${outcomesTable(done.value.streams)}\n${message}`, failed });
    }),
  );
}

async function forgetExpired(call: Invocation): Promise<Result<Answer>> {
  const { withSources } = await import('./sources/withSources.ts');
  return withSources(call, { secrets: false }, async (sources) => {
    const done = await sources.applyRetention();
    if (!done.ok) return done;
    const { rows } = done.value;
    const text = `${rows} ${rows === 1 ? 'row was' : 'rows were'} deleted because the terms don't allow to keep them.`;
    return ok({ data: done.value, text });
  });
}
