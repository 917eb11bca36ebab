import { expect, test } from 'vitest';
import { Param } from '../../../shared/domain/pipeline/pipeline.ts';
import { Step } from '../../../shared/domain/pipeline/step.ts';
import { asItems, mapItems } from './mapItems.ts';
import { resolveParams } from './params.ts';
import { written } from './template.ts';

const DEFINED = {
  days: Param.parse({ type: 'integer', default: 7 }),
  rate: Param.parse({ type: 'number', default: 0.5 }),
  full: Param.parse({ type: 'boolean', default: false }),
  from: Param.parse({ type: 'day', default: '2026-01-31' }),
  shops: Param.parse({ type: 'list', default: ['a', 'b'], choices: ['a', 'b', 'c'] }),
  name: Param.parse({ type: 'text', default: 'x' }),
};

function resolved(given: Record<string, unknown>): unknown {
  const values = resolveParams(DEFINED, given);
  return values.ok ? values.value : values.failure.message;
}

test('what is given goes before defaults, and text is read as what is wanted', () => {
  expect(resolved({})).toEqual({
    days: 7,
    rate: 0.5,
    full: false,
    from: '2026-01-31',
    shops: ['a', 'b'],
    name: 'x',
  });
  expect(
    resolved({ days: '-3', rate: '2.25', full: 'true', from: ' 2024-02-29 ', shops: 'c, a,', name: '7' }),
  ).toEqual({
    days: -3,
    rate: 2.25,
    full: true,
    from: '2024-02-29',
    shops: ['c', 'a'],
    name: '7',
  });
  expect(resolved({ shops: [] })).toMatchObject({ shops: [] });
});

test.each([
  [{ days: 1.5 }, 'its param days must be a whole number, not 1.5'],
  [{ days: '1e3' }, 'its param days must be a whole number, not "1e3"'],
  [{ days: '' }, 'its param days must be a whole number, not ""'],
  [{ rate: Number.NaN }, 'its param rate must be a number, not NaN'],
  [{ full: 'yes' }, 'its param full must be true or false, not "yes"'],
  [{ from: '2026-02-29' }, 'its param from must be a day'],
  [{ from: '2026-13-01' }, 'its param from must be a day'],
  [{ name: 7 }, 'its param name must be text, not 7'],
  [{ name: null }, 'its param name must be text, not nothing'],
  [{ shops: 'a,d' }, 'its param shops "d" is not one of a, b, c'],
  [{ shops: [['a']] }, 'its param shops must be a list'],
  [{ shops: Array(1_001).fill('a') }, 'its param shops has 1,001 items, and 1,000 is the most'],
  [{ dyas: 1 }, 'it has no param "dyas": did you mean days?'],
  [JSON.parse('{"__proto__": 1}'), 'it has no param "__proto__"'],
  [{ constructor: 1 }, 'it has no param "constructor"'],
  [{ name: 'x'.repeat(10_001) }, 'its param name is longer than 10,000 letters'],
])('refused %#', (given, why) => {
  expect(resolved(given)).toContain(`The pipeline can't run with these params: ${why}`);
});

test('a param without a default must be given', () => {
  const open = { shop: Param.parse({ type: 'text' }) };
  expect(resolveParams(open, {})).toMatchObject({
    ok: false,
    failure: { code: 'BAD_INPUT', subject: 'shop' },
  });
  expect(resolveParams(open, { shop: 'a' })).toEqual({ ok: true, value: { shop: 'a' } });
  expect(resolveParams(undefined, {})).toEqual({ ok: true, value: {} });
});

test('items: as listed, of a param, or of a query the caller asks', () => {
  const step = (map: unknown) => Step.parse({ name: 'a', build: 'all', ...(map !== undefined && { map }) });
  expect(mapItems(step(undefined), {})).toEqual({ ok: true, value: { is: 'single' } });
  expect(mapItems(step([1, 'a']), {})).toEqual({ ok: true, value: { is: 'items', items: [1, 'a'] } });
  expect(mapItems(step({ query: 'select 1' }), {})).toEqual({
    ok: true,
    value: { is: 'query', query: 'select 1' },
  });
  const shops = step(written('params.shops'));
  expect(mapItems(shops, { shops: [true, 2, 'c'] })).toEqual({
    ok: true,
    value: { is: 'items', items: ['true', 2, 'c'] },
  });
  for (const params of [{}, { shops: 'a' }, { shops: Array(1_001).fill(1) }])
    expect(mapItems(shops, params).ok).toBe(false);
  expect(mapItems(step(written('params.constructor')), {}).ok).toBe(false);
  expect(asItems(shops, [5n, new Date(0), 'x'])).toEqual({
    ok: true,
    value: ['5', '1970-01-01T00:00:00.000Z', 'x'],
  });
  for (const odd of [[null], [{}], ['x'.repeat(10_001)], Array(1_001).fill(1)])
    expect(asItems(shops, odd).ok).toBe(false);
});
