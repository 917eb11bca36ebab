import { expect, it } from 'vitest';
import { faultOf, faultsAt, faultsOf } from './faults.ts';

const whole = { steps: [{ name: 'build', build: 'all' }] };

it('finds nothing in a whole pipeline', () => {
  expect(faultsOf(whole)).toEqual({});
});

it('says of each field what is missing or wrong, by its path', () => {
  const faults = faultsOf({
    timeout: 'soon',
    schedule: { every: '5 minuts' },
    deadline: { by: '9' },
    steps: [
      { name: '', extract: '' },
      { name: 'w', wait: { relation: 'orders', fresher_than: '1 day' } },
      { name: 'l', load: 'x/*.csv' },
      { name: 'b', build: 'all', retries: 0 },
      { name: 'm', build: 'all', map: { query: '' } },
    ],
  });
  expect(faults['timeout']).toContain('is no length of time');
  expect(faults['schedule.every']).toContain('is no length of time');
  expect(faults['deadline.by']).toContain('no time of day');
  expect(faults['steps.0.name']).toBe('This is needed.');
  expect(faults['steps.0.extract']).toBe('This is needed.');
  expect(faults['steps.1.wait.relation']).toContain('is not a relation');
  expect(faults['steps.2.into']).toBe('This is needed.');
  expect(faults['steps.3.retries']).toBe('At least 1.');
  expect(faults['steps.4.map.query']).toBe('This is needed.');
});

it('says beside a field nothing of where it is', () => {
  const told = (message: string) =>
    faultsAt('schedule:\n  cron: x\n', [{ file: 'x', line: 2, column: 1, message, severity: 'error' }])[
      'schedule.cron'
    ];
  expect(told('schedule.cron its minute is odd')).toBe('Its minute is odd.');
  expect(told('step a: no source "x"')).toBe('No source "x".');
  expect(told('it is 12.5 of 10')).toBe('It is 12.5 of 10.');
});

it('asks for a step where there is none', () => {
  expect(faultsOf({ steps: [] })['steps']).toBe('A pipeline has at least one step.');
});

it('puts a problem of the text beside the field its line tells of, and warnings nowhere', () => {
  const text = 'steps:\n  - name: a\n    build: all\n    after: [b]\n';
  const at = { file: 'pipelines/x.yml', column: 5 };
  const faults = faultsAt(text, [
    { ...at, line: 4, message: 'there is no step b', severity: 'error' },
    { ...at, line: 3, message: 'odd', severity: 'warning' },
  ]);
  expect(faults).toEqual({ 'steps.0.after': 'There is no step b.' });
  expect(faultOf(faults, 'steps.0')).toBe('There is no step b.');
  expect(faultOf(faults, 'steps.0.build')).toBeUndefined();
});
