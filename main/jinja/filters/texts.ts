import { Dict } from '../dict.ts';
import type { Filter } from '../jinja.ts';
import { centred, intArgument, pad, replaceText } from '../methods/text.ts';
import { bind } from '../parameters.ts';
import { capitalize, characters, LINE_END, SPACE, strip, textLength } from '../python/characters.ts';
import { undefinedFault } from '../python/faults.ts';
import { percentFormat } from '../python/percentFormat.ts';
import { isTrue, lengthOf } from '../python/sequence.ts';
import { escapedText, stringOf, text } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { Fault, typeError } from '../templateError.ts';
import { type CallSite, Markup, Tuple, Undefined, type Value } from '../value.ts';
import { wrapText } from './wrap.ts';

/** A filter that makes another text out of a text; an escaped one stays escaped. */
function changing(change: (text: string, site: CallSite) => string): Filter {
  return (value, _args, site) => {
    const changed = change(text(value, site.budget), site);
    site.budget.hold(changed.length);
    return value instanceof Markup ? new Markup(changed) : changed;
  };
}

function shown(value: Value, site: CallSite): string {
  return text(value, site.budget);
}

const WORD_START = new RegExp(`([-${SPACE}({\\[<]+)`);

/** Words after a space, hyphen or opening bracket begin with a capital; letters after an apostrophe don't. */
function title(value: string): string {
  return value
    .split(WORD_START)
    .map((part) => {
      const [first = '', ...rest] = characters(part);
      return first.toUpperCase() + rest.join('').toLowerCase();
    })
    .join('');
}

const trim: Filter = (value, args, site) => {
  const [chars = null] = bind('trim', [['chars', null]], args);
  if (chars !== null && stringOf(chars) === undefined) throw typeError('strip arg must be None or str');
  const trimmed = strip(shown(value, site), chars === null ? null : shown(chars, site));
  return value instanceof Markup ? new Markup(trimmed) : trimmed;
};

const center: Filter = (value, args, site) => {
  const [width = 80] = bind('center', [['width', 80]], args);
  const padded = pad(shown(value, site), intArgument(width), ' ', centred, site);
  return value instanceof Markup ? new Markup(padded) : padded;
};

const replace: Filter = (value, args, site) => {
  const [old = '', replacement = '', count = null] = bind('replace', ['old', 'new', ['count', null]], args);
  const times = count === null ? -1 : intArgument(count);
  const escaping = site.autoescape && [value, old, replacement].some((part) => part instanceof Markup);
  if (!escaping)
    return replaceText(shown(value, site), shown(old, site), shown(replacement, site), times, site);
  return new Markup(
    replaceText(
      escapedText(value, site.budget),
      escapedText(old, site.budget),
      escapedText(replacement, site.budget),
      times,
      site,
    ),
  );
};

function notText(operator: string, value: Value): Error {
  if (value instanceof Undefined) return undefinedFault(value);
  return typeError(`unsupported operand type(s) for ${operator}: '${typeName(value)}' and 'str'`);
}

const indent: Filter = (value, args, site) => {
  const [width = 4, first = false, blank = false] = bind(
    'indent',
    [
      ['width', 4],
      ['first', false],
      ['blank', false],
    ],
    args,
  );
  if (stringOf(value) === undefined) throw notText('+=', value);
  const given = stringOf(width);
  if (given === undefined) site.budget.hold(Math.max(0, intArgument(width)));
  const margin = given ?? ' '.repeat(Math.max(0, intArgument(width)));
  const whole = `${shown(value, site)}\n`;
  const lines = whole.split(LINE_END).slice(0, -1);
  site.budget.hold(whole.length + lines.length * margin.length);
  const indented = isTrue(blank)
    ? lines.join(`\n${margin}`)
    : lines.map((line, index) => (index > 0 && line !== '' ? margin + line : line)).join('\n');
  const result = isTrue(first) ? margin + indented : indented;
  return value instanceof Markup ? new Markup(result) : result;
};

const truncate: Filter = (value, args) => {
  const [length = 255, killwords = false, end = '...', leeway = null] = bind(
    'truncate',
    [
      ['length', 255],
      ['killwords', false],
      ['end', '...'],
      ['leeway', null],
    ],
    args,
  );
  const size = lengthOf(value);
  if (size === undefined) throw typeError(`object of type '${typeName(value)}' has no len()`);
  const most = intArgument(length);
  const slack = leeway === null ? 5 : intArgument(leeway);
  const ending = end instanceof Undefined ? '' : stringOf(end);
  if (ending === undefined) throw typeError(`object of type '${typeName(end)}' has no len()`);
  if (most < textLength(ending))
    throw new Fault('AssertionError', `expected length >= ${textLength(ending)}, got ${most}`);
  if (slack < 0) throw new Fault('AssertionError', `expected leeway >= 0, got ${slack}`);
  if (size <= most + slack) return value;
  const string = stringOf(value);
  if (string === undefined) throw typeError(`can only concatenate ${typeName(value)} (not "str") to it`);
  const whole = characters(string);
  const cut = whole.slice(0, Math.max(0, most - textLength(ending))).join('');
  if (isTrue(killwords)) return cut + ending;
  const space = cut.lastIndexOf(' ');
  return (space === -1 ? cut : cut.slice(0, space)) + ending;
};

const WORD = /[\p{L}\p{N}_]+/gu;

const wordcount: Filter = (value, _args, site) => (shown(value, site).match(WORD) ?? []).length;

const wordwrap: Filter = (value, args, site) => {
  const [width = 79, breakLong = true, wrapString = null, breakHyphens = true] = bind(
    'wordwrap',
    [
      ['width', 79],
      ['break_long_words', true],
      ['wrapstring', null],
      ['break_on_hyphens', true],
    ],
    args,
  );
  if (value instanceof Undefined) throw undefinedFault(value);
  if (stringOf(value) === undefined)
    throw new Fault('AttributeError', `'${typeName(value)}' object has no attribute 'splitlines'`);
  const joint = wrapString === null ? '\n' : shown(wrapString, site);
  const lines = shown(value, site).split(LINE_END);
  if (lines.at(-1) === '') lines.pop();
  const how = { width: intArgument(width), breakLong: isTrue(breakLong), breakHyphens: isTrue(breakHyphens) };
  const wrapped = lines.map((line) => wrapText(line, how, site.budget).join(joint));
  site.budget.hold(wrapped.reduce((sum, line) => sum + line.length + joint.length, 0));
  return wrapped.join(joint);
};

const format: Filter = (value, { positional, named }, site) => {
  if (positional.length > 0 && named.size > 0)
    throw typeError("can't handle positional and keyword arguments at the same time");
  const values = named.size > 0 ? new Dict(named) : new Tuple(positional);
  return value instanceof Markup
    ? new Markup(percentFormat(value.text, values, site.budget, true))
    : percentFormat(shown(value, site), values, site.budget);
};

const string: Filter = (value, _args, site) => (value instanceof Markup ? value : shown(value, site));

export const TEXT_FILTERS: Readonly<Record<string, Filter>> = {
  upper: changing((value) => value.toUpperCase()),
  lower: changing((value) => value.toLowerCase()),
  capitalize: changing(capitalize),
  title: changing(title),
  trim,
  center,
  replace,
  indent,
  truncate,
  wordcount,
  wordwrap,
  format,
  string,
};
