import { bind } from '../parameters.ts';
import { LINE_END, SPACE, strip } from '../python/characters.ts';
import { intOf } from '../python/number.ts';
import { isTrue } from '../python/sequence.ts';
import { stringOf } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { typeError, valueError } from '../templateError.ts';
import { type Arguments, Tuple, type Value } from '../value.ts';
import type { Method, Methods } from './methodOf.ts';

function separator(callee: string, value: Value): string {
  const text = stringOf(value);
  if (text === undefined) throw typeError(`${callee}() wants a str, not ${typeName(value)}`);
  if (text === '') throw valueError('empty separator');
  return text;
}

function split(self: string, args: Arguments): Value {
  const [sep = null, most = -1] = bind(
    'split',
    [
      ['sep', null],
      ['maxsplit', -1],
    ],
    args,
  );
  const limit = Number(intOf(most) ?? -1);
  if (sep === null) return onSpaces(self, limit);
  const mark = separator('split', sep);
  const pieces = self.split(mark);
  if (limit < 0 || pieces.length <= limit + 1) return pieces;
  return [...pieces.slice(0, limit), pieces.slice(limit).join(mark)];
}

const WORD = new RegExp(`[^${SPACE}]+`, 'g');

function onSpaces(self: string, limit: number): Value {
  if (limit < 0) return self.match(WORD) ?? [];
  const words: string[] = [];
  for (const found of self.matchAll(WORD)) {
    if (words.length === limit) return [...words, strip(self.slice(found.index), null, 'left')];
    words.push(found[0]);
  }
  return words;
}

function rsplit(self: string, args: Arguments): Value {
  const [sep = null, most = -1] = bind(
    'rsplit',
    [
      ['sep', null],
      ['maxsplit', -1],
    ],
    args,
  );
  const limit = Number(intOf(most) ?? -1);
  if (limit < 0) return split(self, { positional: [sep], named: new Map() });
  if (sep === null) return onSpacesFromRight(self, limit);
  const mark = separator('rsplit', sep);
  const pieces = self.split(mark);
  if (pieces.length <= limit + 1) return pieces;
  const cut = pieces.length - limit;
  return [pieces.slice(0, cut).join(mark), ...pieces.slice(cut)];
}

function onSpacesFromRight(self: string, limit: number): Value {
  const words = Array.from(self.matchAll(WORD));
  const kept = words.slice(Math.max(0, words.length - limit)).map(([word]) => word);
  const last = words[words.length - limit - 1];
  if (last === undefined) return kept;
  return [self.slice(0, last.index + last[0].length), ...kept];
}

function splitLines(self: string, args: Arguments): Value {
  const [keepEnds = false] = bind('splitlines', [['keepends', false]], args);
  const lines: string[] = [];
  let from = 0;
  for (const found of self.matchAll(LINE_END)) {
    const next = found.index + found[0].length;
    lines.push(self.slice(from, isTrue(keepEnds) ? next : found.index));
    from = next;
  }
  if (from < self.length) lines.push(self.slice(from));
  return lines;
}

function partition(callee: string, backwards: boolean): Method<string> {
  return (self, args) => {
    const mark = separator(callee, bind(callee, ['sep'], args)[0] ?? null);
    const at = backwards ? self.lastIndexOf(mark) : self.indexOf(mark);
    if (at === -1) return new Tuple(backwards ? ['', '', self] : [self, '', '']);
    return new Tuple([self.slice(0, at), mark, self.slice(at + mark.length)]);
  };
}

function counted(method: Method<string>): Method<string> {
  return (self, args, site) => {
    site.budget.spend(self.length / 4);
    return method(self, args, site);
  };
}

export const SPLIT_METHODS: Methods<string> = new Map<string, Method<string>>([
  ['split', counted(split)],
  ['rsplit', counted(rsplit)],
  ['splitlines', counted(splitLines)],
  ['partition', counted(partition('partition', false))],
  ['rpartition', counted(partition('rpartition', true))],
]);
