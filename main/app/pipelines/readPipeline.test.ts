import { expect, test } from 'vitest';
import type { Known } from '../../pipelines/definition/known.ts';
import { readPipeline } from '../../pipelines/definition/readPipeline.ts';
import { written } from '../../pipelines/definition/template.ts';
import { workspaceYaml } from './workspaceYaml.ts';

const KNOWN: Known = {
  runnable: ['extract', 'load', 'build', 'study', 'sql', 'command', 'wait', 'audit', 'publish'],
  pools: {},
  sources: null,
  queries: null,
  studies: null,
  commands: null,
  relations: null,
};

function told(text: string): string[] {
  const { pipeline, problems } = readPipeline(text, 'pipelines/p.yml', KNOWN, workspaceYaml);
  expect(pipeline === null).toBe(problems.some(({ severity }) => severity === 'error'));
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('every kind of step and schedule is read as it is written', () => {
  const text = `title: All of it
schedule: { cron: 0 6 * * *, zone: device, missed: all, start_within: 2 hours }
deadline: { by: 09:00, days_before: 1 }
timeout: 3 hours
params:
  shops: { type: list, default: [berlin, 7] }
alerts: { to: [mail], on: [failed] }
steps:
  - { name: a, extract: shop, streams: [orders] }
  - { name: b, load: [in/*.csv], into: raw.files, disposition: merge, key: [id] }
  - { name: c, build: all, after: [a, b], retries: { tries: 3, first: 30 seconds } }
  - { name: d, study: core.pairs, into: analytics.found, seed: 1 }
  - { name: e, sql: 'select ?', values: [1, null, "${written('item')}"], map: "${written('params.shops')}" }
  - { name: f, command: verify }
  - { name: g, wait: { relation: raw.files, fresher_than: 1 day }, poll: 1 minute }
  - { name: h, audit: month, trigger: all_done }
  - { name: i, publish: [core], trigger: cleanup, after: [h] }
`;
  expect(told(text)).toEqual([]);
  const { pipeline } = readPipeline(text, 'p.yml', KNOWN, workspaceYaml);
  expect(pipeline).toMatchObject({
    title: 'All of it',
    schedule: { zone: 'device' },
    deadline: { by: '09:00', days_before: 1 },
  });
  expect(pipeline?.steps).toHaveLength(9);
  for (const schedule of ['every: 2 hours', 'after: [raw.orders]'])
    expect(told(`schedule: { ${schedule} }\nsteps:\n  - { name: a, build: all }\n`)).toEqual([]);
});

test('what is wrong is said of the step, at its line, in its own words', () => {
  expect(
    told(`retires: 5
schedule: { cron: "0 6 * * *", zon: UTC }
deadline: { by: "25:00" }
params:
  Bad: { type: text }
  q: { type: txt, defualt: 1 }
steps:
  - name: orders
    extract: shop
    streams: [a, 5]
    aftr: [x]
  - name: b
    extrat: shop
  - name: c
    extract: a
    build: all
  - name: d
    load: 5
  - name: e
    wait: { relation: raw.x }
  - name: f
    build: all
    retries: { trys: 3 }
    timeout: soon
  - name: g
    build: all
    retries: many
    map: { query: 5 }
  - 5
  - name: h
    trigger: cleanup
  - name: Not A Name
    wait: { fil: x }
`),
  ).toEqual([
    '1:1 "retires" is not a key Leadline knows',
    '2:32 schedule: "zon" is not a key Leadline knows: did you mean zone?',
    '3:17 deadline.by: is no time of day (write it like 09:00)',
    '5:8 params.Bad: is no name of a param',
    '6:14 params.q.type: "txt" is not one of text, number, integer, boolean, day, list (did you mean text?)',
    '6:19 "defualt" is not a key Leadline knows: did you mean default?',
    '10:18 step orders: streams[2]: must be text, not the number 5 (put it in quotes if it is meant as text)',
    '11:5 step orders: "aftr" is not a key Leadline knows: did you mean after?',
    '13:5 step b: "extrat" is not what a step can do: did you mean extract?',
    '16:5 step c does two things, extract and build: make a step of each',
    '17:5 step d: into is missing',
    '18:11 step d: load: "5" must be text or a list',
    '20:11 step e: wait.fresher_than is missing',
    '23:16 step f: "trys" is not a key Leadline knows',
    '24:14 step f: timeout: is no length of time (write it like 30 seconds, 15 minutes, 2 hours or 1 day)',
    '27:14 step g: retries: "many" must be a number or a mapping',
    '28:19 step g: map.query: must be text, not the number 5 (put it in quotes if it is meant as text)',
    '29:5 step 8 must be a mapping: its name, and what it does',
    "30:5 step h doesn't say what it does: give it one of extract, load, build, study, sort, brief, sql, command, wait, audit, publish",
    '32:11 step 10: name: use lower-case letters, digits, dashes and underscores, a letter first',
    '33:11 step 10: wait.file is missing',
    '33:13 step 10: "fil" is not a key Leadline knows',
  ]);
});

test.each([
  ['', '1:1 the file is empty: a pipeline has steps'],
  ['- a', '1:1 the file must be a mapping (lines of `key: value`), not a list'],
  ['title: A', '1:1 steps is missing'],
  ['steps: []', '1:8 steps: needs at least 1 entry'],
  [
    'steps: 5',
    '1:8 steps: must be a list (lines that start with a dash), not the number 5 (put it in quotes if it is meant as text)',
  ],
])('as a whole: %j', (text, why) => {
  expect(told(text)).toEqual([why]);
});

test.each([
  ['daily', 'schedule: must be a mapping with one of cron, every, after'],
  ['{ every: 1 hour, cron: x }', 'schedule: says cron and every, and can be only one of them'],
  ['{ evry: 1 hour }', 'schedule: "evry" is not a key Leadline knows: did you mean every?'],
  ['{ zone: UTC }', "schedule: doesn't say when: give it one of cron, every, after"],
  [
    '{ cron: x, zone: Mars/Olympus }',
    'schedule: zone: "Mars/Olympus" is not a time zone this machine knows (write it like America/New_York)',
  ],
  ['{ after: [orders] }', 'schedule: after[1]: is not a relation (write it like raw.orders)'],
  ['{ cron: 0 0 30 2 * }', 'schedule.cron never comes: no month it names has such a day'],
])('a schedule: %s', (schedule, why) => {
  const [first, ...others] = told(`schedule: ${schedule}\nsteps:\n  - { name: a, build: all }\n`);
  expect(first?.replace(/^\S+ /, '')).toBe(why);
  expect(others).toEqual([]);
});

test('faults beyond the schema lie at their lines too, also inside what is repeated', () => {
  expect(
    told(`steps:
  - &a
    name: a
    build: all
    after: [b]
  - <<: *a
    name: b
    pool: none
    after:
      - a
`),
  ).toEqual([
    '5:12 these steps wait for each other in a circle: a → b → a',
    '8:11 step b: leadline.yml has no pool "none" under pools',
  ]);
});
