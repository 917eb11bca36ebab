import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Invocation } from '../command.ts';
import { interruptible } from '../interrupt.ts';
import { wholeNumber } from '../wholeNumber.ts';
import { plainJson, recordsTable, streamsTable, traceTable } from './tables.ts';
import { withSources } from './withSources.ts';

export function check(call: Invocation, name: string): Promise<Result<Answer>> {
  return interruptible(call, (signal) =>
    withSources(call, { secrets: true }, async (sources) => {
      const checked = await sources.check(name, signal);
      if (!checked.ok) return checked;
      const milliseconds = Math.round(checked.value);
      return ok({ data: { name, milliseconds }, text: `${name} answers (${milliseconds} ms).` });
    }),
  );
}

export function discover(call: Invocation, name: string): Promise<Result<Answer>> {
  return interruptible(call, (signal) =>
    withSources(call, { secrets: true }, async (sources) => {
      const found = await sources.discover(name, signal);
      return found.ok ? ok({ data: found.value, text: streamsTable(found.value) }) : found;
    }),
  );
}

export async function read(call: Invocation, name: string): Promise<Result<Answer>> {
  const stream = call.options['stream'];
  if (typeof stream !== 'string')
    return fail('BAD_INPUT', { message: '--stream is missing.', next: 'Name one of: source discover.' });
  const take = wholeNumber(call, 'limit', { least: 1, most: 1_000, otherwise: 10 });
  if (!take.ok) return take;
  return interruptible(call, (signal) =>
    withSources(call, { secrets: true }, async (sources) => {
      const records = await sources.preview(name, stream, { take: take.value, signal });
      if (!records.ok) return records;
      // A whole number beyond a double's digits is written out, as text.
      return ok({ data: JSON.parse(plainJson(records.value)), text: recordsTable(records.value) });
    }),
  );
}

export function trace(call: Invocation, name: string): Promise<Result<Answer>> {
  return withSources(call, { secrets: false }, async (sources) => {
    const known = await sources.source(name);
    if (!known.ok) return known;
    const found = await sources.trace(name);
    return found.ok ? ok({ data: found.value, text: traceTable(found.value) }) : found;
  });
}
