import { expect, test } from 'vitest';
import { Currency } from './currency.ts';

test.each(['USD', 'EUR', 'JPY', 'KWD'])('%s is a currency', (code) => {
  expect(Currency.parse(code)).toBe(code);
});

test.each(['USDX', 'usd', '', '$', 'ZZZ'])('%j is none', (code) => {
  expect(Currency.safeParse(code).error?.issues[0]?.message).toBe(
    'is not a currency code (write it like USD)',
  );
});
