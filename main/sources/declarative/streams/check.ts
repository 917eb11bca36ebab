import { Trouble } from '../../trouble.ts';
import { type Component, isComponent } from '../component.ts';
import { flag, list, wholeNumber, words } from '../records/members.ts';
import { slicesOf } from './builtStream.ts';
import type { Listed } from './catalogue.ts';
import { nameOf, type Workshop } from './making.ts';
import { openStream } from './openStreams.ts';

/** Reads one record of each stream that the connector names for it; throws the first `Trouble`. */
export async function checkStreams(
  check: Component | null,
  streams: readonly Listed[],
  workshop: Workshop,
  signal: AbortSignal,
): Promise<void> {
  if (streams.length === 0)
    throw new Trouble('config', {
      code: 'SOURCE_REFUSED',
      message: 'The source has no streams with these settings.',
      next: 'Check the settings: some connectors list what the account holds.',
      retry: false,
    });
  for (const { component } of chosen(check, streams)) await readOne(component, workshop, signal);
}

function chosen(check: Component | null, streams: readonly Listed[]): readonly Listed[] {
  if (check === null) return streams.slice(0, 1);
  if (check.type === 'CheckDynamicStream')
    return flag(check, 'use_check_availability', true)
      ? streams.slice(0, wholeNumber(check, 'stream_count') ?? 1)
      : [];
  const named = words(check, 'stream_names').map((name) => {
    const found = streams.find(({ component }) => nameOf(component) === name);
    if (found === undefined) throw noSuchStream(name, streams);
    return found;
  });
  const ofDynamic = list(check, 'dynamic_streams_check_configs').flatMap((one) => {
    if (!isComponent(one)) return [];
    const name = one.members['dynamic_stream_name'];
    return streams
      .filter(({ dynamic }) => dynamic === name)
      .slice(0, wholeNumber(one, 'stream_count') ?? undefined);
  });
  return [...named, ...ofDynamic];
}

export function noSuchStream(name: string, streams: readonly Listed[]): Trouble {
  const names = streams.map(({ component }) => nameOf(component));
  const shown = names.slice(0, 10).join(', ');
  return new Trouble('config', {
    code: 'BAD_INPUT',
    message: `The source has no stream called ${name}.`,
    next: `Choose one of: ${shown}${names.length > 10 ? ' …' : ''}.`,
    subject: name,
    retry: false,
  });
}

/** Of the first slice alone, as in the dialect: that it has no record says nothing against the connection. */
async function readOne(component: Component, workshop: Workshop, signal: AbortSignal): Promise<void> {
  const built = openStream(workshop, component, null);
  await built.cursor?.begin(null);
  for await (const slice of slicesOf(built, signal)) {
    const told = { signal, resume: undefined, cursor: built.cursor };
    for await (const { records } of built.retriever.pages(slice, told)) if (records.length > 0) return;
    return;
  }
}
