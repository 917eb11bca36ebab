import { expect, test } from 'vitest';
import { STEP_KINDS } from '../../../shared/domain/pipeline/step.ts';
import type { Known } from '../../pipelines/definition/known.ts';
import { readPipeline } from '../../pipelines/definition/readPipeline.ts';
import { writePipeline } from '../../pipelines/definition/writePipeline.ts';
import { randomPipeline, seeded } from '../../pipelines/testing/randomPipeline.ts';
import { workspaceYaml } from './workspaceYaml.ts';

const KNOWN: Known = {
  runnable: STEP_KINDS,
  pools: { heavy: 2 },
  sources: ['shop'],
  queries: [],
  studies: null,
  commands: [],
  relations: [],
};
const read = (text: string) => readPipeline(text, 'pipelines/p.yml', KNOWN, workspaceYaml);

const PIECES = [
  '\n',
  ' ',
  '  ',
  '    ',
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '#',
  '&a ',
  '*a',
  '!!set ',
  '!!binary ',
  '!!int ',
  '? ',
  '|',
  '>',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '<<: ',
  '__proto__: ',
  'constructor: ',
  'steps:',
  'name: ',
  'after: ',
  'extract: ',
  'build: all',
  'map: ',
  'params:',
  'schedule: ',
  'cron: ',
  'every: ',
  'default: ',
  'type: list',
  'retries: ',
  '${' + '{ item }}',
  '${' + '{',
  '}}',
  '\u0000',
  '\uFFFD',
  '\uD800',
  '\t',
  '1e999',
  '-0',
  '.nan',
  '.inf',
  '0 6 * * *',
];

test('garbage is told, never thrown, and what passes has no error', () => {
  const random = seeded(3);
  const piece = () => PIECES[Math.floor(random() * PIECES.length)] ?? '';
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 60) }, piece).join('');
    const { pipeline, problems } = read(text);
    expect(pipeline === null).toBe(problems.some(({ severity }) => severity === 'error'));
    expect(problems.length).toBeLessThanOrEqual(101);
    for (const { line, column, message } of problems) {
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
      expect(message.length).toBeLessThan(1_000);
    }
  }
});

test('a good file with letters changed, lines dropped and lines repeated is told too', () => {
  const random = seeded(5);
  const at = (length: number) => Math.floor(random() * length);
  for (let round = 0; round < 300; round++) {
    const value = randomPipeline(random);
    let text = writePipeline(null, value, workspaceYaml);
    for (let change = 0; change < 4; change++) {
      const from = at(text.length);
      const cut = text.slice(from, from + at(30));
      text =
        text.slice(0, from) +
        (random() < 0.4 ? '' : (PIECES[at(PIECES.length)] ?? '')) +
        text.slice(from + at(20)) +
        (random() < 0.2 ? cut : '');
    }
    const { pipeline } = read(text);
    if (pipeline !== null)
      expect(read(writePipeline(null, pipeline, workspaceYaml)).pipeline).toEqual(pipeline);
    writePipeline(text, value, workspaceYaml);
  }
});

test('what is made to cost much is refused, or read within its bounds', () => {
  const steps = (count: number, more: (index: number) => string) =>
    `steps:\n${Array.from({ length: count }, (_, index) => `  - { name: s${index}, build: all${more(index)} }`).join('\n')}\n`;
  const line = steps(1_000, (index) => (index === 0 ? '' : `, after: [s${index - 1}]`));
  expect(read(line).problems).toEqual([]);
  const circle = line.replace('build: all }', 'build: all, after: [s999] }');
  expect(read(circle).problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^these steps wait for each other in a circle: s0 → s1 → .*… 991 more … → .* → s999 → s0$/,
    ),
  ]);
  expect(read(steps(1_001, () => '')).pipeline).toBeNull();

  const all = Array.from({ length: 300 }, (_, index) => `s${index}`).join(', ');
  const everyone = read(steps(300, () => `, after: [${all}]`));
  expect(everyone.pipeline).toBeNull();
  expect(everyone.problems.length).toBeLessThanOrEqual(101);

  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
  for (const [index, name] of [...'bcdefghi'].entries())
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`);
  for (const costly of [
    bomb.join('\n'),
    '['.repeat(500_000),
    `steps: ${'x'.repeat(1_100_000)}`,
    'steps: &a [*a]',
    `steps:\n${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth + 1)}- `).join('\n')}`,
    `${'- '.repeat(20_000)}a`,
    `steps:\n  - name: a\n    build: all\n    vars: ${'{ a: '.repeat(90)}1${' }'.repeat(90)}\n    colour: 1\n`,
    `steps:\n  - name: a\n    build: "${'${' + '{ x }} '}${'y'.repeat(9_900)}"\n`,
    steps(400, () => `, after: [${Array(300).fill('nobody').join(', ')}]`),
  ]) {
    const { pipeline, problems } = read(costly);
    expect(pipeline).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(101);
  }
}, 20_000);
