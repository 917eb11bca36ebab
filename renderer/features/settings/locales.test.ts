import { expect, it } from 'vitest';
import { localeOptions } from './locales.ts';

it('names each locale in the language that is shown', () => {
  const options = localeOptions('en-US', null);
  expect(options.find(({ value }) => value === 'de-DE')?.label).toBe('German (Germany) – de-DE');
  expect(options.map(({ label }) => label)).toEqual(
    options.map(({ label }) => label).sort((a, b) => a.localeCompare(b, 'en-US')),
  );
});

it('keeps a tag chosen in an editor, even one Intl has no name for', () => {
  expect(localeOptions('en-US', 'eo').filter(({ value }) => value === 'eo')).toHaveLength(1);
  expect(localeOptions('en-US', 'not a tag').find(({ value }) => value === 'not a tag')?.label).toBe(
    'not a tag – not a tag',
  );
  expect(localeOptions('en-US', 'de-DE').filter(({ value }) => value === 'de-DE')).toHaveLength(1);
});
