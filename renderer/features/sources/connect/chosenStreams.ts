import type { StreamCard, StreamStanding } from '../../../../shared/contract/sources.ts';

/** What a form begins with. Empty where all are read: a list of them would leave out what the connector gets later or finds by asking. */
export function chosenStreams(
  cards: readonly Pick<StreamCard, 'name' | 'unsupported'>[],
  streams: readonly Pick<StreamStanding, 'name' | 'chosen'>[],
): string[] {
  const chosen = streams.filter((stream) => stream.chosen).map(({ name }) => name);
  const running = cards.filter(({ unsupported }) => unsupported.length === 0);
  return running.every(({ name }) => chosen.includes(name)) ? [] : chosen;
}
