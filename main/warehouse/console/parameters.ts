import type { Value } from '../../../shared/domain/column.ts';
import type { Engine } from '../store.ts';
import type { Edit } from './edits.ts';
import type { Token } from './tokens.ts';

export type Given = string | number | boolean | null;

export type Bound =
  | { readonly edits: readonly Edit[]; readonly params: readonly Value[] }
  | { readonly problem: string; readonly at: number };

/**
 * `?` takes the values one after the other; `:name` takes them in the order in which the names first appear, the same
 * value wherever the name comes again. With no values, `?` on Postgres is an operator of its own.
 */
export function bindParameters(tokens: readonly Token[], given: readonly Given[], engine: Engine): Bound {
  const marks = tokens.filter(({ kind }) => kind === 'parameter');
  const strange = marks.find(({ text }) => text !== '?' && !text.startsWith(':'));
  if (strange !== undefined)
    return { problem: `${strange.text} is no parameter here: write ? or :name.`, at: strange.start };
  const names = [...new Set(marks.map(({ text }) => text).filter((text) => text !== '?'))];
  const questions = marks.filter(({ text }) => text === '?');
  const operators = engine === 'postgres' && (given.length === 0 || names.length > 0);
  if (names.length > 0 && questions[0] !== undefined && !operators)
    return { problem: 'Parameters are written either ? or :name, not both.', at: questions[0].start };
  const wanted = names.length > 0 ? names.length : operators ? 0 : questions.length;
  if (wanted !== given.length)
    return {
      problem: `The statement has ${counted(wanted)}, and ${given.length} ${given.length === 1 ? 'value was' : 'values were'} given.`,
      at: marks[0]?.start ?? 0,
    };
  const values = given.map(asValue);
  if (names.length === 0) return { edits: operators ? questions.map(doubled) : [], params: values };
  const named = marks.filter(({ text }) => text !== '?');
  return {
    edits: [
      ...named.map(({ start, end }) => ({ start, end, text: '?' })),
      ...(operators ? questions.map(doubled) : []),
    ],
    params: named.map(({ text }) => values[names.indexOf(text)] ?? null),
  };
}

/** How the Postgres store is told of a plain question mark. */
function doubled({ start, end }: Token): Edit {
  return { start, end, text: '??' };
}

function counted(count: number): string {
  return `${count === 0 ? 'no' : count} parameter${count === 1 ? '' : 's'}`;
}

/** A whole number is an integer, as it was typed; on SQLite a double would make `5.0` of it. */
function asValue(value: Given): Value {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}
