import type { ReadEvent, ReadOptions, ReadOutcome } from '../../source.ts';
import type { Component } from '../component.ts';
import { buildStream } from './builtStream.ts';
import type { Workshop } from './making.ts';
import { chosenBy, hasState, makingOf } from './openStreams.ts';
import { readStream } from './readStream.ts';
import { isTooOld, READ_WHOLE } from './retention.ts';

/** A stream with two ways: read whole first, and from then on by its changes, as long as the vendor remembers them. */
export async function* readDelegating(
  workshop: Workshop,
  component: Component,
  options: ReadOptions,
): AsyncGenerator<ReadEvent, ReadOutcome> {
  const given = options.mode === 'incremental' ? (options.state?.stream ?? null) : null;
  const incremental = chosenBy(component, true);
  const making = makingOf(workshop, incremental, 0);
  const tooOld = given !== null && hasState(given) && (await isTooOld(component, incremental, given, making));
  if (tooOld)
    workshop.host.say(
      `Stream ${making.stream}: its state is older than the vendor remembers, so it is read from its beginning.`,
      'warn',
    );
  if (hasState(given) && !tooOld) return yield* readStream(buildStream(incremental, making), options);
  const whole = chosenBy(component, false);
  const built = buildStream(whole, makingOf(workshop, whole, 0));
  const outcome = yield* readStream(built, tooOld ? { ...options, state: null } : options);
  if (built.cursor === null && outcome.status === 'complete' && options.limit === undefined)
    yield { kind: 'state', state: { stream: READ_WHOLE } };
  return outcome;
}
