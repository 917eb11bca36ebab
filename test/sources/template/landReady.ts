import { createVirtualClock } from '../../conformance/sources/virtualClock.ts';
import type { Yard } from '../../models/purchases/yard.ts';
import { startGdelt } from '../servers/gdelt.ts';
import { startHackerNews } from '../servers/hackerNews.ts';
import { startWikimediaPageviews } from '../servers/wikimediaPageviews.ts';
import { landSource } from './landSource.ts';

const hit = (id: number, at: string, text: string, tag: 'story' | 'comment' = 'story') => ({
  ...{ id, text, tag },
  at: Date.parse(at) / 1000,
});

/** The sources that need no key, at two in the morning of 20 January 2024. */
export async function landReady(yard: Yard): Promise<void> {
  const clock = createVirtualClock(Date.parse('2024-01-20T02:00:00Z'));
  const hits = [
    hit(1, '2024-01-15T23:59:59Z', 'My desk setup'),
    hit(2, '2024-01-15T00:00:00Z', 'Another desk setup'),
    hit(3, '2024-01-18T00:00:00Z', 'A third desk setup'),
    hit(4, '2024-01-16T10:00:00Z', 'A desk setup again', 'comment'),
    hit(5, '2024-01-16T12:00:00Z', 'A retro game'),
  ];
  const articles = ['Sourdough', 'Visible_mending'];
  const vendors = [
    ['wikipedia', await startWikimediaPageviews(clock, articles), 'https://wikimedia.org'],
    ['news', await startGdelt(clock), 'https://api.gdeltproject.org'],
    ['hackernews', await startHackerNews(clock, hits), 'https://hn.algolia.com'],
  ] as const;
  for (const [name, { origin, stop }, vendor] of vendors) {
    await landSource(yard, clock, { name, origin, vendor: [vendor] });
    await stop();
  }
}
