import { Dict } from '../dict.ts';
import { bind } from '../parameters.ts';
import { braceFormat } from '../python/braceFormat.ts';
import { capitalize, characters, strip, textLength, titleCase } from '../python/characters.ts';
import { intOf } from '../python/number.ts';
import { iterate } from '../python/sequence.ts';
import { stringOf } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { readField } from '../run/fields.ts';
import { typeError, valueError } from '../templateError.ts';
import { type Arguments, type CallSite, Tuple, type Value } from '../value.ts';
import type { Method, Methods } from './methodOf.ts';
import { TEXT_CLASS_METHODS } from './textClasses.ts';
import { SPLIT_METHODS } from './textSplit.ts';

export function stringArgument(callee: string, value: Value): string {
  const text = stringOf(value);
  if (text === undefined) throw typeError(`${callee}() argument must be str, not ${typeName(value)}`);
  return text;
}

export function intArgument(value: Value): number {
  const int = intOf(value);
  if (int === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  return Number(int);
}

/** The part of a text between two optional bounds, and where it begins. */
function window(self: string, start: Value, end: Value): { part: string[]; from: number; sound: boolean } {
  const all = characters(self);
  const place = (bound: Value, usual: number) => {
    if (bound === null) return usual;
    const index = intArgument(bound);
    return index < 0 ? Math.max(0, all.length + index) : index;
  };
  const from = place(start, 0);
  const to = Math.min(place(end, all.length), all.length);
  return { part: all.slice(from, to), from, sound: from <= all.length && from <= to };
}

function search(callee: string, backwards: boolean): Method<string> {
  return (self, args, site) => {
    site.budget.spend(self.length / 32);
    const [sub = null, start = null, end = null] = bind(
      callee,
      ['sub', ['start', null], ['end', null]],
      args,
    );
    const wanted = stringArgument(callee, sub);
    const { part, from, sound } = window(self, start, end);
    const text = part.join('');
    const at = sound ? (backwards ? text.lastIndexOf(wanted) : text.indexOf(wanted)) : -1;
    return at === -1 ? -1 : from + textLength(text.slice(0, at));
  };
}

function orFail(method: Method<string>): Method<string> {
  return (self, args, site) => {
    const at = method(self, args, site);
    if (at === -1) throw valueError('substring not found');
    return at;
  };
}

function edge(callee: string, holds: (text: string, affix: string) => boolean): Method<string> {
  return (self, args) => {
    const [affix = null, start = null, end = null] = bind(
      callee,
      ['affix', ['start', null], ['end', null]],
      args,
    );
    const { part, sound } = window(self, start, end);
    const affixes = affix instanceof Tuple ? affix.items : [affix];
    const text = part.join('');
    return sound && affixes.some((one) => holds(text, stringArgument(callee, one)));
  };
}

function filled(callee: string, left: (lacking: number, width: number) => number): Method<string> {
  return (self, args, site) => {
    const [width = 0, fill = ' '] = bind(callee, ['width', ['fillchar', ' ']], args);
    const character = stringArgument(callee, fill);
    if (textLength(character) !== 1) throw typeError('The fill character must be exactly one character long');
    return pad(self, intArgument(width), character, left, site);
  };
}

/** str.center puts the odd space to the left when the width is odd. */
export function centred(lacking: number, width: number): number {
  return Math.floor(lacking / 2) + (lacking & width & 1);
}

export function pad(
  self: string,
  width: number,
  fill: string,
  left: (lacking: number, width: number) => number,
  site: CallSite,
): string {
  const lacking = width - textLength(self);
  if (lacking <= 0) return self;
  site.budget.hold(width);
  const before = left(lacking, width);
  return fill.repeat(before) + self + fill.repeat(lacking - before);
}

function stripped(callee: string, sides: 'both' | 'left' | 'right'): Method<string> {
  return (self, args) => {
    const [chars = null] = bind(callee, [['chars', null]], args);
    return strip(self, chars === null ? null : stringArgument(callee, chars), sides);
  };
}

export function replaceText(
  self: string,
  old: string,
  replacement: string,
  count: number,
  site: CallSite,
): string {
  const pieces = old === '' ? ['', ...characters(self), ''] : self.split(old);
  const limit = count < 0 ? pieces.length - 1 : Math.min(count, pieces.length - 1);
  site.budget.hold(self.length + limit * Math.max(0, replacement.length - old.length));
  const head = pieces.slice(0, limit + 1).join(replacement);
  const tail = pieces.slice(limit + 1);
  return tail.length === 0 ? head : head + old + tail.join(old);
}

function join(self: string, args: Arguments, site: CallSite): string {
  const [items = null] = bind('join', ['iterable'], args);
  const parts = Array.from(iterate(items), (item, index) => {
    site.budget.spend(1);
    const text = stringOf(item);
    if (text === undefined)
      throw typeError(`sequence item ${index}: expected str instance, ${typeName(item)} found`);
    return text;
  });
  site.budget.hold(parts.reduce((sum, part) => sum + part.length + self.length, 0));
  return parts.join(self);
}

function count(self: string, args: Arguments, site: CallSite): number {
  site.budget.spend(self.length / 32);
  const [sub = null, start = null, end = null] = bind('count', ['sub', ['start', null], ['end', null]], args);
  const wanted = stringArgument('count', sub);
  const { part, sound } = window(self, start, end);
  if (!sound) return 0;
  return wanted === '' ? part.length + 1 : part.join('').split(wanted).length - 1;
}

function formatMap(self: string, args: Arguments, site: CallSite): string {
  const [mapping = null] = bind('format_map', ['mapping'], args);
  if (!(mapping instanceof Dict)) throw typeError('format_map() wants a mapping');
  const named = new Map<string, Value>();
  for (const [key, value] of mapping.entries()) if (typeof key === 'string') named.set(key, value);
  return braceFormat(self, { positional: [], named }, readField, site.budget);
}

function simple(change: (text: string) => string): Method<string> {
  return (self, args, site) => {
    bind('this method', [], args);
    site.budget.hold(self.length);
    return change(self);
  };
}

export const TEXT_METHODS: Methods<string> = new Map<string, Method<string>>([
  ...TEXT_CLASS_METHODS,
  ...SPLIT_METHODS,
  ['upper', simple((text) => text.toUpperCase())],
  ['lower', simple((text) => text.toLowerCase())],
  ['casefold', simple((text) => text.toLowerCase().replaceAll('ß', 'ss'))],
  ['title', simple(titleCase)],
  ['capitalize', simple(capitalize)],
  ['swapcase', simple((text) => characters(text).map(swapCase).join(''))],
  ['strip', stripped('strip', 'both')],
  ['lstrip', stripped('lstrip', 'left')],
  ['rstrip', stripped('rstrip', 'right')],
  ['find', search('find', false)],
  ['rfind', search('rfind', true)],
  ['index', orFail(search('index', false))],
  ['rindex', orFail(search('rindex', true))],
  ['count', count],
  ['startswith', edge('startswith', (text, affix) => text.startsWith(affix))],
  ['endswith', edge('endswith', (text, affix) => text.endsWith(affix))],
  ['ljust', filled('ljust', () => 0)],
  ['rjust', filled('rjust', (lacking) => lacking)],
  ['center', filled('center', centred)],
  ['join', join],
  [
    'replace',
    (self, args, site) => {
      const [old = null, replacement = null, times = -1] = bind(
        'replace',
        ['old', 'new', ['count', -1]],
        args,
      );
      return replaceText(
        self,
        stringArgument('replace', old),
        stringArgument('replace', replacement),
        intArgument(times),
        site,
      );
    },
  ],
  ['zfill', zeroFill],
  [
    'expandtabs',
    (self, args, site) => {
      const size = intArgument(bind('expandtabs', [['tabsize', 8]], args)[0] ?? 8);
      return expandTabs(self, size, site);
    },
  ],
  [
    'removeprefix',
    (self, args) => {
      const prefix = stringArgument('removeprefix', bind('removeprefix', ['prefix'], args)[0] ?? null);
      return self.startsWith(prefix) ? self.slice(prefix.length) : self;
    },
  ],
  [
    'removesuffix',
    (self, args) => {
      const suffix = stringArgument('removesuffix', bind('removesuffix', ['suffix'], args)[0] ?? null);
      return suffix !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self;
    },
  ],
  ['format', (self, args, site) => braceFormat(self, args, readField, site.budget)],
  ['format_map', formatMap],
]);

function swapCase(character: string): string {
  return character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
}

function zeroFill(self: string, args: Arguments, site: CallSite): string {
  const width = intArgument(bind('zfill', ['width'], args)[0] ?? 0);
  const sign = self.startsWith('-') || self.startsWith('+') ? self.charAt(0) : '';
  return sign + pad(self.slice(sign.length), width - sign.length, '0', (lacking) => lacking, site);
}

function expandTabs(self: string, size: number, site: CallSite): string {
  site.budget.fit(size);
  let column = 0;
  let result = '';
  for (const character of characters(self)) {
    const shown = character === '\t' ? ' '.repeat(size > 0 ? size - (column % size) : 0) : character;
    site.budget.fit(result.length + shown.length);
    result += shown;
    column = character === '\n' || character === '\r' ? 0 : column + shown.length;
  }
  return result;
}
