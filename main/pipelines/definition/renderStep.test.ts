import { expect, test } from 'vitest';
import { Step } from '../../../shared/domain/pipeline/step.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import { renderStep } from './renderStep.ts';
import { type RenderContext, renderText } from './renderText.ts';
import { parseTemplate, written } from './template.ts';

const CONTEXT: RenderContext = {
  pipeline: 'nightly',
  run: { id: 'r1' },
  interval: { from: '2026-03-28T23:30:00.000Z', to: '2026-03-29T22:30:00.000Z' },
  zone: Zone.parse('Europe/Berlin'),
  params: { days: 7, name: 'a b', sure: true, shops: ['x'], evil: `\${{ run.id }} '; drop` },
  item: 'it',
};

function text(template: string, more: Partial<RenderContext> = {}): string {
  const rendered = renderText(template, { ...CONTEXT, ...more });
  return rendered.ok ? rendered.value : `refused: ${rendered.failure.message}`;
}

function render(step: object, more: Partial<RenderContext> = {}): unknown {
  const rendered = renderStep(Step.parse({ name: 'a', ...step }), { ...CONTEXT, ...more });
  if (!rendered.ok) return `${rendered.failure.code} ${rendered.failure.message}`;
  const { name: _, ...rest } = rendered.value;
  return rest;
}

test('every name, at any place, with or without blanks', () => {
  expect(text(`\${{params.days}}/${written('item')}-${written('run.id')} ${written('pipeline')}`)).toBe(
    '7/it-r1 nightly',
  );
  expect(text(`${written('interval.from')} ${written('interval.to')}`)).toBe(
    '2026-03-28T23:30:00.000Z 2026-03-29T22:30:00.000Z',
  );
  // Half past midnight in Berlin on the day the clocks change, and half past midnight the day after.
  expect(text(`${written('interval.from_day')} ${written('interval.to_day')}`)).toBe('2026-03-29 2026-03-30');
  expect(text(written('interval.to_day'), { zone: Zone.parse('America/New_York') })).toBe('2026-03-29');
  expect(text(written('item'), { item: 5 })).toBe('5');
  expect(text('no names, $ { {{ }} $$')).toBe('no names, $ { {{ }} $$');
});

test('a value is never looked at again, and an escaped opening means nothing', () => {
  expect(text(written('params.evil'))).toBe(CONTEXT.params['evil']);
  expect(text(`$\${{ item }} ${written('item')}`)).toBe(`\${{ item }} it`);
  expect(text('$$${{ x')).toBe('$${{ x');
});

test.each([
  '__proto__',
  'constructor',
  'params.__proto__',
  'params.constructor',
  'params.toString',
  'params',
  'params.',
  'run',
  'run.id.length',
  'interval.from.constructor',
  'item.length',
  'process.env.HOME',
  'params["days"]',
  'params.days | upper',
  'params.days + 1',
  '',
  ' ',
  '${' + '{ item',
  'this',
  'params.shops',
  'x'.repeat(500),
  'toString',
  'params.hasOwnProperty',
  'a\nb',
])('nothing but the names there are: %s', (name) => {
  expect(text(`\${{ ${name} }}`)).toMatch(/^refused: /);
});

test('a thousand openings are read once each', () => {
  const { parts, faults } = parseTemplate(written('item').repeat(100_000));
  expect([parts.length, faults.length]).toEqual([100_000, 0]);
  expect(parseTemplate('${'.repeat(5) + '{'.repeat(100_000)).faults).toHaveLength(1);
  expect(text(written('item').repeat(60_000))).toContain('longer than 100,000 letters');
});

test('the texts of each kind, and nothing else of a step', () => {
  expect(
    render({
      extract: written('item'),
      streams: [`s${written('params.days')}`],
      from: written('interval.from_day'),
    }),
  ).toEqual({
    extract: 'it',
    streams: ['s7'],
    from: '2026-03-29',
  });
  expect(render({ load: [`in/${written('item')}.csv`, 'b'], into: 'raw.x', timeout: '1 hour' })).toEqual({
    load: ['in/it.csv', 'b'],
    into: 'raw.x',
    timeout: '1 hour',
  });
  expect(
    render({
      build: 'all',
      vars: { a: [written('item'), 5], ['__proto__x']: null, b: { c: written('pipeline') } },
    }),
  ).toEqual({
    build: 'all',
    vars: { a: ['it', 5], ['__proto__x']: null, b: { c: 'nightly' } },
  });
  expect(render({ wait: { file: `${written('interval.to_day')}.csv` } })).toEqual({
    wait: { file: '2026-03-30.csv' },
  });
  expect(render({ publish: written('item'), map: [written('item')] })).toEqual({
    publish: 'it',
    map: [written('item')],
  });
});

test('statements take values only as values, which keep their types', () => {
  expect(
    render({
      sql: 'select ?',
      values: [written('params.days'), written('params.sure'), `<${written('params.evil')}>`, null, 3],
    }),
  ).toEqual({
    sql: 'select ?',
    values: [7, true, `<${String(CONTEXT.params['evil'])}>`, null, 3],
  });
  expect(render({ sql: `select ${written('params.days')}` })).toMatch(
    /^PIPELINE_INVALID .*its statement holds/,
  );
  expect(render({ sql: `select '$${written('params.days')}'` })).toMatch(/^PIPELINE_INVALID/);
});

test('a value in a command is never two words, and never an option', () => {
  expect(
    render({ command: `load "my ${written('params.name')}" --into  raw.${written('item')} ''` }),
  ).toEqual({
    command: ['load', 'my a b', '--into', 'raw.it', ''],
  });
  expect(render({ command: `load ${written('params.evil')}` })).toEqual({
    command: ['load', CONTEXT.params['evil']],
  });
  expect(render({ command: ['load', ` "${written('item')}" x`] })).toEqual({ command: ['load', '"it" x'] });
  expect(render({ command: `load ${written('item')}` }, { item: '--workspace=/' })).toMatch(
    /begins with a dash/,
  );
  expect(
    render(
      { command: `load --days=${written('item')} ${written('params.days')}` },
      { item: '-x', params: { days: -7 } },
    ),
  ).toEqual({
    command: ['load', '--days=-x', '-7'],
  });
  expect(render({ command: `load 'a` })).toMatch(/opened and never closed/);
});

test('a text that comes out empty, or an item outside of a map, is refused in words', () => {
  expect(render({ extract: written('item') }, { item: ' ' })).toBe(
    "PIPELINE_INVALID The texts of step a can't be filled in: extract comes out empty, or as what can't stand there.",
  );
  expect(render({ extract: written('item') }, { item: null })).toContain(
    'means something only in a step with map',
  );
});
