import { expect, it } from 'vitest';
import type { PipelineCard } from '../../../../shared/contract/pipelines.ts';
import { inOrder, matchingCards } from './cards.ts';

const card = (name: string, health: PipelineCard['health'], schedule: string | null = null) =>
  ({ name, title: name.toUpperCase(), health, schedule }) as PipelineCard;
const CARDS = [
  card('weekly', 'ok', 'every Monday at 06:00'),
  card('daily', 'failing', 'every day at 06:00'),
  card('adhoc', 'ok'),
  card('asks', 'asks'),
];
const names = (cards: readonly PipelineCard[]) => cards.map(({ name }) => name);

it('shows first what needs a person, and moves nothing only because it runs', () => {
  expect(names(inOrder(CARDS))).toEqual(['asks', 'daily', 'adhoc', 'weekly']);
  const running = CARDS.map((one) => (one.name === 'weekly' ? card('weekly', 'running') : one));
  expect(names(inOrder(running))).toEqual(names(inOrder(CARDS)));
});

it.each([
  ['', 4],
  ['06:00', 2],
  ['06:00 failing', 1],
  ['by hand', 2],
  ['nothing', 0],
])('finds by %j: %i', (words, count) => {
  expect(matchingCards(CARDS, words)).toHaveLength(count);
});
