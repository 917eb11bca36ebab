import type { ParamValue, ParamValues } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Interval } from '../run/states.ts';
import { dayIn } from './dayIn.ts';
import { parseTemplate, type TemplatePart, written } from './template.ts';

/** What the names in a text stand for. */
export interface RenderContext {
  readonly pipeline: string;
  readonly run: { readonly id: string };
  readonly interval: Interval;
  /** Of the schedule: `interval.from_day` is the day it was there. */
  readonly zone: Zone;
  readonly params: ParamValues;
  /** Null where the step isn't mapped. */
  readonly item: string | number | null;
}

export type Rendered = string | number | boolean;

const MOST_LETTERS = 100_000;

/** Every name but those of params. */
const NAMES: Readonly<Record<string, (context: RenderContext) => Rendered | null>> = {
  item: ({ item }) => item,
  pipeline: ({ pipeline }) => pipeline,
  'run.id': ({ run }) => run.id,
  'interval.from': ({ interval }) => interval.from,
  'interval.to': ({ interval }) => interval.to,
  'interval.from_day': ({ interval, zone }) => dayIn(interval.from, zone),
  'interval.to_day': ({ interval, zone }) => dayIn(interval.to, zone),
};
export const FIXED_NAMES: readonly string[] = Object.keys(NAMES);

/** A text with its names filled in. What comes out is never looked at again: a value that holds `${{` stays as it is. */
export function renderText(text: string, context: RenderContext): Result<string> {
  const { parts, faults } = parseTemplate(text);
  const [wrong] = faults;
  if (wrong !== undefined) return unrendered(wrong);
  const filled: string[] = [];
  for (const part of parts) {
    const value = partValue(part, context);
    if (!value.ok) return value;
    filled.push(String(value.value));
  }
  const rendered = filled.join('');
  return rendered.length > MOST_LETTERS
    ? unrendered(`a text comes out longer than ${MOST_LETTERS.toLocaleString('en')} letters`)
    : ok(rendered);
}

/** As `renderText`, but a text that is one name and nothing else keeps the type of its value. */
export function renderValue(text: string, context: RenderContext): Result<Rendered> {
  const { parts, faults } = parseTemplate(text);
  const [first] = parts;
  return parts.length === 1 && first?.is === 'name' && faults.length === 0
    ? partValue(first, context)
    : renderText(text, context);
}

export function partValue(part: TemplatePart, context: RenderContext): Result<Rendered> {
  if (part.is === 'text') return ok(part.text);
  const { name } = part;
  const known = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  const value = known ? known(context) : paramOf(name, context.params);
  if (value === null && name === 'item')
    return unrendered(`${written('item')} means something only in a step with map`);
  if (value === null) return unrendered(`nothing is named ${name} here`);
  if (typeof value === 'object')
    return unrendered(`${name} is a list, which can't stand in a text: map the step over it`);
  return ok(value);
}

function paramOf(name: string, params: ParamValues): ParamValue | null {
  const own = name.startsWith('params.') ? name.slice('params.'.length) : '';
  return Object.hasOwn(params, own) ? (params[own] ?? null) : null;
}

export function unrendered(why: string): Result<never> {
  return fail('PIPELINE_INVALID', {
    message: `A text of the pipeline can't be filled in: ${why}.`,
    next: 'Correct the file of the pipeline, then run it again.',
  });
}
