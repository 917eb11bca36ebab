import type { PipelineCard } from '../../../../shared/contract/pipelines.ts';
import { BY_URGENCY, HEALTH } from '../words/states.ts';

/** Those that have every word somewhere in what is shown of them. */
export function matchingCards(cards: readonly PipelineCard[], search: string): PipelineCard[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter(({ name, title, schedule, health }) => {
    const text = `${name} ${title} ${schedule ?? 'by hand'} ${HEALTH[health].word}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What needs a person first; what is well stays where its name puts it. */
export function inOrder(cards: readonly PipelineCard[]): PipelineCard[] {
  return [...cards].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** A run that begins or ends must not move its row away from under the pointer. */
function rank({ health }: PipelineCard): number {
  const at = BY_URGENCY.indexOf(health);
  return Math.min(at, BY_URGENCY.indexOf('running'));
}
