import { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import { STEP_KINDS, type StepKind } from '../../../shared/domain/pipeline/step.ts';

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Texts that YAML could take for something else. */
const AWKWARD = [
  'shop',
  'yes',
  'null',
  '~',
  'true',
  '1',
  '1e3',
  '0x10',
  '-',
  '- a',
  '?',
  'a: b',
  '# no comment',
  'a #b',
  '*a',
  '&a',
  '!tag',
  '%',
  '@x',
  '`x`',
  '"',
  "it's",
  '{a}',
  '[a]',
  'a\nb',
  'a\n\n  b\n# c',
  '\ta',
  'a\u2028b',
  'ü…',
  '\\n',
  '---',
  '...',
  '2026-11-22',
  '09:00',
  '<<',
  '=',
  '|',
  '>',
  'a, b',
  '\u0007',
  '𝕏',
  'x'.repeat(200),
  'a  b   c',
  '.5',
  '0o7',
  'NaN',
  ':',
  '$${{ a',
].map((text) => text.trim());

/** A pipeline such as a schema lets through; whether it makes sense is another matter. */
export function randomPipeline(random: () => number): Pipeline {
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const text = () => pick(AWKWARD);
  const list = <T>(most: number, make: () => T): T[] => Array.from({ length: 1 + below(most) }, make);
  const maybe = (key: string, make: () => unknown) => (random() < 0.3 ? { [key]: make() } : {});
  const scalar = () =>
    pick([() => text(), () => below(1000) - 500, () => random() * 10, () => random() < 0.5])();
  const duration = () => `${1 + below(90)} ${pick(['seconds', 'minutes', 'hours', 'days'])}`;
  const relation = () => `${pick(['raw', 'staging', 'core'])}.t${below(9)}`;
  const texts = () => (random() < 0.5 ? text() : list(4, text));

  const work: Readonly<Record<StepKind, () => object>> = {
    extract: () => ({
      extract: text(),
      ...maybe('streams', () => list(3, text)),
      ...maybe('full_refresh', () => random() < 0.5),
    }),
    load: () => ({ load: texts(), into: relation(), ...maybe('key', () => list(2, text)) }),
    build: () => ({
      build: texts(),
      ...maybe('vars', () => ({
        [pick(AWKWARD.filter((key) => key !== '<<'))]: scalar(),
        b: [scalar(), null, { c: scalar() }],
      })),
    }),
    study: () => ({ study: relation(), into: relation(), ...maybe('seed', () => below(99)) }),
    sort: () => ({ sort: 'trends' }),
    brief: () => ({ brief: `b${below(9)}` }),
    sql: () => ({ sql: text(), ...maybe('values', () => list(4, () => pick([scalar(), null]))) }),
    command: () => ({ command: texts() }),
    wait: () => ({
      wait: pick([{ file: text() }, { url: text() }, { relation: relation(), fresher_than: duration() }]),
      ...maybe('poll', duration),
    }),
    audit: () => ({ audit: text(), ...maybe('out', text) }),
    publish: () => ({ publish: texts() }),
  };
  const step = (_: unknown, index: number) => ({
    name: `s${index}`,
    ...work[pick(STEP_KINDS)](),
    ...maybe('after', () => list(3, () => `s${below(9)}`)),
    ...maybe('trigger', () => pick(['all_success', 'none_failed', 'all_done', 'cleanup'])),
    ...maybe('retries', () => pick([3, { tries: 2, first: duration() }])),
    ...maybe('timeout', duration),
    ...maybe('map', () => pick([list(4, () => pick([text(), below(99)])), text(), { query: text() }])),
    ...maybe('required', () => random() < 0.5),
  });
  return Pipeline.parse({
    ...maybe('title', () => text().slice(0, 80).trim()),
    ...maybe('description', text),
    ...maybe('schedule', () =>
      pick([
        {
          cron: text(),
          ...maybe('zone', () => pick(['device', 'Europe/Berlin', 'UTC'])),
          ...maybe('missed', () => 'all'),
        },
        { every: duration(), ...maybe('start_within', duration) },
        { after: list(3, relation) },
      ]),
    ),
    ...maybe('deadline', () => ({ by: '09:00', ...maybe('days_before', () => below(9)) })),
    ...maybe('params', () => ({
      days: { type: 'integer', ...maybe('default', scalar), ...maybe('choices', () => list(3, scalar)) },
      constructor: { type: 'text', ...maybe('label', text) },
      shops: { type: 'list', ...maybe('default', () => list(4, scalar)) },
    })),
    ...maybe('alerts', () => ({ ...maybe('to', () => list(2, text)), ...maybe('on', () => ['failed']) })),
    steps: Array.from({ length: 1 + below(6) }, step),
  });
}
