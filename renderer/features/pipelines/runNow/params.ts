import type { Param, ParamValue } from '../../../../shared/domain/pipeline/pipeline.ts';

export type Params = Readonly<Record<string, Param>>;
/** As typed: a list is a line for each, a yes or no is `true` or `false`. */
export type ParamDraft = Readonly<Record<string, string>>;

export interface ReadParams {
  readonly values: Readonly<Record<string, ParamValue>>;
  /** What is wrong, by param. */
  readonly faults: Readonly<Record<string, string>>;
}

export function draftOf(params: Params): ParamDraft {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, textOf(param)]));
}

function textOf({ type, default: given }: Param): string {
  if (given === undefined) return type === 'boolean' ? 'false' : '';
  return Array.isArray(given) ? given.join('\n') : String(given);
}

/** What is to be handed over: what was left empty and has a default is left to the default. */
export function readParams(params: Params, draft: ParamDraft): ReadParams {
  const values: Record<string, ParamValue> = {};
  const faults: Record<string, string> = {};
  for (const [name, param] of Object.entries(params)) {
    const text = draft[name] ?? '';
    if (text.trim() === '' && param.type !== 'list') {
      if (param.default === undefined) faults[name] = 'Enter a value: this param has no default.';
      continue;
    }
    const read = readOne(param, text);
    if ('fault' in read) faults[name] = read.fault;
    else values[name] = read.value;
  }
  return { values, faults };
}

type Read = { readonly value: ParamValue } | { readonly fault: string };

function readOne(param: Param, text: string): Read {
  if (param.type === 'list') return readList(param, text);
  if (param.choices !== undefined) {
    const choice = param.choices.find((one) => String(one) === text);
    return choice === undefined ? { fault: 'Choose one of those offered.' } : { value: choice };
  }
  switch (param.type) {
    case 'boolean':
      return { value: text === 'true' };
    case 'number':
    case 'integer': {
      const value = Number(text.trim());
      if (!Number.isFinite(value)) return { fault: 'Enter a number, like 12 or 0.5.' };
      if (param.type === 'integer' && !Number.isSafeInteger(value))
        return { fault: 'Enter a whole number, like 12.' };
      return { value };
    }
    case 'day':
      return isDay(text.trim()) ? { value: text.trim() } : { fault: 'Enter a day, like 2026-03-01.' };
    case 'text':
      return { value: text };
  }
}

const MOST = 1_000;

function readList({ choices, default: given }: Param, text: string): Read {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length > MOST) return { fault: 'A list holds at most 1,000 items.' };
  if (choices !== undefined) {
    const found = lines.map((line) => choices.find((one) => String(one) === line));
    const foreign = lines.find((_, at) => found[at] === undefined);
    if (foreign !== undefined) return { fault: `${foreign} is none of ${choices.join(', ')}.` };
    return { value: found.filter((one) => one !== undefined) };
  }
  // As numbers where the default is one: a line is text otherwise, whatever it looks like.
  const areNumbers =
    Array.isArray(given) && given.length > 0 && given.every((one) => typeof one === 'number');
  if (!areNumbers) return { value: lines };
  const numbers = lines.map(Number);
  const wrong = lines.find((_, at) => !Number.isFinite(numbers[at]));
  return wrong === undefined ? { value: numbers } : { fault: `${wrong} is no number, as the others are.` };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
