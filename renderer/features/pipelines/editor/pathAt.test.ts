import { expect, it } from 'vitest';
import { pathAt } from './pathAt.ts';

const TEXT = `# every morning
title: Daily
schedule:
  cron: 0 6 * * *
  zone: Europe/Paris
params:
  shops:
    type: list
steps:
  - name: fetch
    extract: amazon
    # only these
    streams:
      - orders
      - returns
    retries: { tries: 3 }

  - extract: tiktok
    name: trends
    wait:
      file: x
  - name: build
    after: [fetch, trends]
deadline:
  by: 09:00
`;

it.each([
  [2, 'title'],
  [5, 'schedule.zone'],
  [8, 'params.shops.type'],
  [9, 'steps'],
  [10, 'steps.0.name'],
  [11, 'steps.0.extract'],
  [12, 'steps.0.extract'],
  [13, 'steps.0.streams'],
  [15, 'steps.0.streams.1'],
  [16, 'steps.0.retries'],
  [18, 'steps.1.extract'],
  [21, 'steps.1.wait.file'],
  [23, 'steps.2.after'],
  [25, 'deadline.by'],
])('line %i tells of %s', (line, path) => {
  expect(pathAt(TEXT, line)).toBe(path);
});

it('reads a list that stands as deep as its key', () => {
  const text = 'steps:\n- name: a\n  build: all\n- name: b\n  sql: x\ntitle: T\n';
  expect(pathAt(text, 2)).toBe('steps.0.name');
  expect(pathAt(text, 5)).toBe('steps.1.sql');
  expect(pathAt(text, 6)).toBe('title');
});

it('says nothing of what it can’t see', () => {
  expect(pathAt('', 1)).toBe('');
  expect(pathAt('{}', 4)).toBe('');
});
