import { expect, test } from 'vitest';
import { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import { RelationName } from '../../../shared/domain/relation.ts';
import { checkPipeline } from './checkPipeline.ts';
import type { Known } from './known.ts';
import { written } from './template.ts';

const KNOWN: Known = {
  runnable: ['extract', 'load', 'build', 'study', 'sql', 'command', 'wait'],
  pools: { heavy: 2, web: 4 },
  sources: ['shop', 'ads'],
  queries: ['queries/tidy.sql'],
  studies: ['trends'],
  commands: [
    { name: 'tables', refused: null },
    { name: 'verify', refused: null },
    { name: 'serve', refused: 'it never ends' },
  ],
  relations: [RelationName.parse('raw.orders'), RelationName.parse('core.sales')],
};

/** Each problem as `path: message`, warnings marked. */
function told(pipeline: object, known: Partial<Known> = {}): string[] {
  const value = Pipeline.parse({ steps: [{ name: 'a', build: 'all' }], ...pipeline });
  return checkPipeline(value, { ...KNOWN, ...known }).map(
    ({ path, message, severity }) =>
      `${severity === 'warning' ? '(warning) ' : ''}${path.join('.')}: ${message}`,
  );
}
const step = (more: object) => ({ steps: [{ name: 'a', ...more }] });

test('a pipeline that makes sense has no problem', () => {
  expect(
    told({
      schedule: { cron: '0 6 * * MON-FRI', zone: 'device' },
      deadline: { by: '09:00' },
      params: {
        shops: { type: 'list', default: ['a', 'b'] },
        days: { type: 'integer', default: 3, choices: [1, 3] },
      },
      steps: [
        {
          name: 'orders',
          extract: 'shop',
          from: written('interval.from_day'),
          to: '2026-11-22',
          pool: 'heavy',
          slots: 2,
        },
        {
          name: 'each',
          load: `in/${written('item')}/*.csv`,
          into: 'raw.files',
          map: written('params.shops'),
          at_once: 2,
        },
        { name: 'models', build: ['staging', 'core'], after: ['orders', 'each'], depends_on_past: true },
        {
          name: 'tidy',
          sql: 'tidy.sql',
          values: [written('params.days')],
          trigger: 'all_done',
          after: ['models'],
        },
        {
          name: 'look',
          command: `tables --in "${written('run.id')}"`,
          trigger: 'cleanup',
          after: ['models'],
        },
      ],
    }),
  ).toEqual([]);
});

test('names: twice, unknown, itself, behind a cleanup, and round in circles', () => {
  const steps = [
    { name: 'orders', build: 'a', after: ['models', 'orders'] },
    { name: 'models', build: 'a', after: ['tidy', 'order'] },
    { name: 'tidy', build: 'a', after: ['orders', 'orders'] },
    { name: 'end', build: 'a', trigger: 'cleanup' },
    { name: 'more', build: 'a', after: ['end'] },
    { name: 'end', build: 'a' },
    { name: 'x1', build: 'a', after: ['x2'] },
    { name: 'x2', build: 'a', after: ['x1'] },
  ];
  expect(told({ steps })).toEqual([
    'steps.5.name: step end: step 4 has that name already: give each its own',
    "steps.0.after.1: step orders can't be after itself",
    'steps.1.after.1: step models is after order, and no step has that name: did you mean orders?',
    'steps.4.after.0: step more is after end, whose trigger is cleanup: nothing comes after tidying up',
    '(warning) steps.2.after.1: step tidy names orders twice in its after',
    'steps.0.after: these steps wait for each other in a circle: orders → tidy → models → orders',
    'steps.6.after: these steps wait for each other in a circle: x1 → x2 → x1',
  ]);
});

test.each([
  [{ cron: '0 0 30 2 *' }, 'never comes: no month it names has such a day'],
  [{ cron: '0 0 31 4,6,9,11 *' }, 'never comes: no month it names has such a day'],
  [{ cron: '0 25 * * *' }, 'its hour, "25", can\'t be read: it goes from 0 to 23, with commas'],
  [{ cron: '*/90 * * * *' }, 'its minute, "*/90", can\'t be read'],
  [{ cron: '0 6 * FOO *' }, 'its month, "FOO", can\'t be read'],
  [{ cron: '0 6 * * 8' }, 'its day of the week, "8", can\'t be read'],
  [{ cron: '30 0 6 * * *' }, 'has 6 fields, and five are read'],
  [{ cron: 'daily' }, 'has one field, and needs five'],
  [{ cron: '@reboot' }, '"@reboot" is not one of @hourly, @daily'],
  [{ cron: '0 0 ? * *' }, 'holds a ?'],
  [{ cron: `0 ${'1,'.repeat(200)}1 * * *` }, 'is longer than 200 letters'],
  [{ every: '30 seconds' }, 'once a minute is the most often'],
  [{ every: '900 weeks' }, 'once a year is the least often'],
])("a schedule that can't be: %j", (schedule, why) => {
  const [problem, ...others] = told({ schedule });
  expect(problem).toContain(why);
  expect(problem).toMatch(/^schedule\.(cron|every): schedule/);
  expect(others).toEqual([]);
});

test.each(['0 0 29 2 *', '@daily', '0 0 L * *', '0 9 * * MON#1', '*/5 8-18 * * 1-5', ' 0  6 * * * '])(
  'a schedule that comes: %s',
  (cron) => expect(told({ schedule: { cron } })).toEqual([]),
);

test('deadlines, datasets and past runs that hang on nothing', () => {
  expect(told({ deadline: { by: '09:00' } })[0]).toMatch(/^deadline: .*schedule by the clock/);
  expect(told({ deadline: { by: '09:00' }, schedule: { after: ['raw.orders'] } })).toHaveLength(1);
  expect(
    told({ schedule: { after: ['raw.order', 'core.mine'] }, ...step({ sql: 'x', writes: ['core.mine'] }) }),
  ).toEqual([
    '(warning) schedule.after.0: schedule.after: there is no relation raw.order yet: did you mean raw.orders?',
    'schedule.after.1: schedule.after: this pipeline writes core.mine itself, and would start itself again and again',
  ]);
  expect(told(step({ build: 'all', depends_on_past: true }))[0]).toMatch(
    /^\(warning\) steps\.0\.depends_on_past/,
  );
});

test('params: a default of another type, no choice, none at all on a schedule', () => {
  const params = {
    days: { type: 'integer', default: 1.5 },
    day: { type: 'day', default: '2026-02-30' },
    list: { type: 'list', default: 'a' },
    size: { type: 'text', default: 'm', choices: ['s', 'l', 3] },
    free: { type: 'text' },
  };
  expect(told({ params, schedule: { every: '1 hour' } })).toEqual([
    'params.days.default: params.days: its default must be a whole number, not 1.5',
    'params.day.default: params.day: its default must be a day (write it like 2026-11-22), not "2026-02-30"',
    'params.list.default: params.list: its default must be a list, not "a"',
    'params.size.choices.2: params.size: the choice 3 must be text, not 3',
    'params.size.default: params.size: its default "m" is not one of s, l, 3',
    'params.free: params.free needs a default: on a schedule nobody is there to give a value',
  ]);
  expect(told({ params: { free: { type: 'text' } } })).toEqual([]);
});

test('what a step asks for must be there', () => {
  expect(told(step({ audit: 'x' }))).toEqual([
    "steps.0.audit: step a: this version of Leadline can't carry out audit steps",
  ]);
  expect(told(step({ build: 'all', pool: 'heavi' }))[0]).toContain(
    'no pool "heavi" under pools: did you mean heavy?',
  );
  expect(told(step({ build: 'all', pool: 'constructor' }))[0]).toContain('no pool "constructor"');
  expect(told(step({ build: 'all', pool: 'heavy', slots: 3 }))[0]).toContain(
    'takes 3 slots, and the pool heavy has 2',
  );
  expect(told(step({ build: 'all', slots: 3 }))[0]).toMatch(/^\(warning\)/);
  expect(told(step({ extract: 'shopp' }))[0]).toContain('no source "shopp": did you mean shop?');
  expect(told(step({ extract: written('pipeline') }))).toEqual([]);
  expect(told(step({ extract: 'shop', from: 'monday' }))[0]).toContain('from is no day');
  expect(told(step({ sql: 'queries/tdy.sql' }))[0]).toContain(
    'no file queries/tdy.sql: did you mean queries/tidy.sql?',
  );
  for (const outside of ['../x.sql', '/etc/x.sql', 'queries/../x.sql', 'a/b.sql'])
    expect(told(step({ sql: outside }))[0]).toContain('is no file of the folder queries');
  expect(told(step({ sql: `delete from x where id = ${written('params.id')}` }))[0]).toContain(
    'so that no value can become SQL',
  );
  expect(told(step({ build: 'all', retries: { first: '1 hour', most: '1 minute' } }))[0]).toContain(
    'longer than the longest',
  );
  expect(told(step({ study: 'trends' }))).toEqual([]);
  expect(told(step({ study: 'trend' }))[0]).toContain('the workspace has no study "trend"');
  expect(told(step({ study: 'trends', into: 'analytics.found' }))[0]).toContain(
    'into is said in the file of the study',
  );
  expect(told(step({ study: 'core.pairs' }))[0]).toContain('into is missing');
  const nothing = {
    pools: null,
    sources: null,
    queries: null,
    studies: null,
    commands: null,
    relations: null,
  };
  expect(told(step({ extract: 'x', pool: 'y' }), nothing)).toEqual([]);
});

test('commands: ours, allowed, and named in the open', () => {
  expect(told(step({ command: 'verif --json' }))[0]).toContain(
    '"verif" is no command of Leadline: did you mean verify?',
  );
  expect(told(step({ command: 'serve' }))[0]).toContain("the command serve can't be a step: it never ends");
  expect(told(step({ command: [written('pipeline')] }))[0]).toContain('must be written out');
  expect(told(step({ command: 'tables "a' }))).toEqual([
    'steps.0.command: step a: a " is opened and never closed',
  ]);
  expect(told(step({ command: '"tables" x' }))).toEqual([]);
});

test('what a step is mapped over, and the names in its texts', () => {
  const params = { shops: { type: 'list', default: [1] }, day: { type: 'day', default: '2026-01-01' } };
  const mapped = (map: unknown, build = 'all') => told({ params, ...step({ build, map }) });
  expect(mapped(written('params.shop'))[0]).toContain(
    "the param shop, which isn't there: did you mean shops?",
  );
  expect(mapped(written('params.day'))[0]).toContain('whose type is day: it must be a list');
  expect(mapped('shops')[0]).toContain('map is a list of items, a param (');
  expect(mapped({ query: `select ${written('item')}` })[0]).toContain('takes no');
  expect(mapped(['a', written('item')])[0]).toMatch(/^steps\.0\.map\.1: .*taken as they are written/);
  expect(mapped(['a'], written('item'))).toEqual([]);
  const text = (build: unknown) => told({ params, ...step({ build }) });
  expect(text(written('item'))[0]).toContain('only in a step with map');
  expect(text([`x ${written('params.dya')}`])[0]).toBe(
    'steps.0.build.0: step a: the pipeline has no param "dya": did you mean day?',
  );
  expect(text(written('interval.fro'))[0]).toContain('did you mean interval.from?');
  expect(text(written('params.shops'))[0]).toContain("is a list, which can't stand in a text");
  expect(text(written('params.__proto__'))[0]).toContain('no param "__proto__"');
  expect(text(written('constructor'))[0]).toContain('is no name that can be filled in');
  expect(text(written('1 + 1'))[0]).toContain('stands one name and nothing else');
  expect(text(`\${{ item`)[0]).toContain('opened and never closed');
  expect(text('$${{ item }} }}')).toEqual([]);
});

test('doubts never hide an error behind them', () => {
  const steps = Array.from({ length: 600 }, (_, index) => ({
    name: `s${index}`,
    build: 'all',
    depends_on_past: true,
  }));
  const found = told({ steps: [...steps, { name: 'last', extract: 'nowhere' }] });
  expect(found.at(-1)).toContain('no source "nowhere"');
});
