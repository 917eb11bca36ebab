import { expect, it } from 'vitest';
import { seriesLabel } from './seriesLabel.ts';

const COLUMNS = ['label', 'platform', 'metric'];

it.each([
  [['Sourdough scoring', 'youtube', 'views'], 'Sourdough scoring on YouTube (views)'],
  [['Croc charm', 'Hacker_News', 'ad_views'], 'Croc charm on Hacker News (ad views)'],
  [['Croc charm', 'news', 'articles'], 'Croc charm in the news (articles)'],
  [['Croc charm', 'my own board', null], 'Croc charm on my own board'],
  [['Croc charm', null, null], 'Croc charm'],
  [[' ', 'youtube', 'views'], null],
  [[null, 'youtube', 'views'], null],
])('calls %j what a person would', (cells, told) => {
  expect(seriesLabel(COLUMNS, cells)).toBe(told);
});
