import { expect, it } from 'vitest';
import { SourceName } from '../../../../shared/contract/sources.ts';
import { nameFrom } from './nameFrom.ts';

it.each([
  ['Corner API', 'corner-api'],
  ['Café & Crème (EU)', 'cafe-creme-eu'],
  ['3 Little Shops', 'little-shops'],
  ['日本', ''],
])('%s is called %s', (title, name) => {
  expect(nameFrom(title)).toBe(name);
});

it('stays within what a name may be, however long the title is', () => {
  expect(SourceName.safeParse(nameFrom(`${'Long title '.repeat(9)}`)).success).toBe(true);
});
