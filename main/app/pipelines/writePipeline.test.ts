import { expect, test } from 'vitest';
import { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import { readShape } from '../../pipelines/definition/read/readShape.ts';
import { writePipeline } from '../../pipelines/definition/writePipeline.ts';
import { randomPipeline, seeded } from '../../pipelines/testing/randomPipeline.ts';
import { workspaceYaml } from './workspaceYaml.ts';

const write = (text: string | null, value: Pipeline) => writePipeline(text, value, workspaceYaml);

function read(text: string): Pipeline {
  const { read: parsed, problems } = workspaceYaml.parse(text, 'p.yml');
  const { pipeline, problems: wrong } = readShape(parsed?.data, workspaceYaml.words);
  if (pipeline === null) throw new Error(`${JSON.stringify([problems, wrong])} in\n${text}`);
  return pipeline;
}

test('what is written anew reads back equal, and unchanged it stays byte for byte', () => {
  const random = seeded(7);
  for (let round = 0; round < 200; round++) {
    const value = randomPipeline(random);
    const text = write(null, value);
    expect(read(text)).toEqual(value);
    expect(write(text, read(text))).toBe(text);
  }
});

test('any value written into the text of any other reads back equal', () => {
  const random = seeded(11);
  for (let round = 0; round < 200; round++) {
    const before = randomPipeline(random);
    const after =
      random() < 0.5 ? randomPipeline(random) : changedABit(before, randomPipeline(random), random);
    const text = commented(write(null, before), random);
    const written = write(text, after);
    expect(read(written)).toEqual(after);
  }
});

function changedABit(value: Pipeline, other: Pipeline, random: () => number): Pipeline {
  const steps = value.steps.filter(() => random() < 0.8);
  if (random() < 0.5) steps.reverse();
  return Pipeline.parse({ ...value, title: 'Another', steps: [...steps, ...other.steps.slice(0, 1)] });
}

/** Comments on lines of their own, wherever a key at the margin follows. */
function commented(text: string, random: () => number): string {
  return text.replace(/^(?=[a-z_]+:)/gm, () => (random() < 0.5 ? '# a comment\n' : ''));
}

const WRITTEN = `# What the shop does at night.
title:   Nightly     # what the list shows

schedule:
    cron: "0 6 * * *"   # every morning

# The work
steps:
- name: orders    # first
  extract: shop
  streams: [a,b]

- name: models
  # everything
  build: all
  after: [orders]
`;

test('comments, order and the lines around a change stay as a person wrote them', () => {
  const value = structuredClone(read(WRITTEN));
  const [orders, models] = value.steps;
  if (orders === undefined || models === undefined) throw new Error('two steps');
  const changed = Pipeline.parse({ ...value, steps: [orders, { ...models, retries: 3 }] });
  expect(write(WRITTEN, changed)).toBe(`${WRITTEN}  retries: 3\n`);

  const swapped = write(WRITTEN, Pipeline.parse({ ...value, title: undefined, steps: [models, orders] }));
  expect(swapped).toMatch(/^# What the shop does at night\.\n/);
  expect(swapped).toMatch(/cron: "0 6 \* \* \*" +# every morning/);
  expect(swapped.indexOf('# everything')).toBeLessThan(swapped.indexOf('name: orders'));
  expect(swapped).toMatch(/name: orders\s+# first/);
  expect(swapped).not.toContain('title');
  expect(read(swapped).steps.map(({ name }) => name)).toEqual(['models', 'orders']);
});

test('a key nobody knows stays, and a new one goes where it belongs', () => {
  const text = 'title: A\nowner: Ada # asks\nsteps:\n  - name: a\n    build: all\n    colour: red\n';
  const value = Pipeline.parse({
    title: 'B',
    schedule: { every: '2 hours' },
    steps: [{ name: 'a', build: 'x' }],
  });
  expect(write(text, value)).toBe(
    'title: B\nowner: Ada # asks\nschedule:\n  every: 2 hours\nsteps:\n  - name: a\n    build: x\n    colour: red\n',
  );
});

test('line ends, a mark at the start, repeated values and broken texts', () => {
  const value = read(WRITTEN);
  const titled = Pipeline.parse({ ...value, title: 'Other' });
  const windows = `\uFEFF${WRITTEN.replaceAll('\n', '\r\n')}`;
  const written = write(windows, titled);
  expect(written.startsWith('\uFEFF# What')).toBe(true);
  expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(read(written)).toEqual(titled);

  const anchored = 'steps:\n  - &a { name: a, build: all, timeout: 1 hour }\n  - { <<: *a, name: b }\n';
  const longer = Pipeline.parse({
    steps: [
      { name: 'a', build: 'all', timeout: '2 hours' },
      { name: 'b', build: 'all', timeout: '1 hour' },
    ],
  });
  expect(read(write(anchored, longer))).toEqual(longer);
  const without = Pipeline.parse({ steps: [{ name: 'b', build: 'all' }] });
  expect(read(write(anchored, without))).toEqual(without);

  for (const broken of ['steps: [', '- a\n- b', '', '[[[[', '5', 'steps: &a [*a]'])
    expect(read(write(broken, titled))).toEqual(titled);
});
