import { Dict } from '../dict.ts';
import type { Filter } from '../jinja.ts';
import { bind } from '../parameters.ts';
import { escapeHtml } from '../python/characters.ts';
import { isTrue, iterable, iterate } from '../python/sequence.ts';
import { escapedText, stringOf, text } from '../python/text.ts';
import { typeName } from '../python/typeName.ts';
import { readOnlyAttribute } from '../run/access.ts';
import { typeError, valueError } from '../templateError.ts';
import { type CallSite, Markup, Undefined, type Value } from '../value.ts';
import { json } from './json.ts';
import { prettyText } from './pretty.ts';
import { stripTags } from './stripTags.ts';
import { urlize } from './urlize.ts';

const fallback: Filter = (value, args) => {
  const [instead = '', boolean = false] = bind(
    'default',
    [
      ['default_value', ''],
      ['boolean', false],
    ],
    args,
  );
  const absent = value instanceof Undefined || (isTrue(boolean) && !isTrue(value));
  return absent ? instead : value;
};

const attr: Filter = (value, args) => {
  const [name = ''] = bind('attr', ['name'], args);
  const wanted = stringOf(name);
  if (wanted === undefined) throw typeError(`attribute name must be string, not '${typeName(name)}'`);
  return readOnlyAttribute(value, wanted);
};

const escaped: Filter = (value, _args, site) => new Markup(escapedText(value, site.budget));
const forceescape: Filter = (value, _args, site) => new Markup(escapeHtml(text(value, site.budget)));
const safe: Filter = (value, _args, site) => new Markup(text(value, site.budget));

const tojson: Filter = (value, args, site) => {
  const [indent = null] = bind('tojson', [['indent', null]], args);
  return new Markup(json(value, indent, site.budget));
};

const pprint: Filter = (value, _args, site) => prettyText(value, site.budget);

const striptags: Filter = (value, _args, site) => stripTags(text(value, site.budget), site.budget);

const UNRESERVED = /[^A-Za-z0-9_.~/-]/gu;

function quoteUrl(value: string, keepSlash: boolean): string {
  const quoted = value.replace(UNRESERVED, (character) => {
    if (character.length === 1 && /[\ud800-\udfff]/.test(character)) return '%3F';
    return encodeURIComponent(character).replace(
      /[!'()*]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  });
  return keepSlash ? quoted : quoted.replaceAll('/', '%2F').replaceAll('%20', '+');
}

const urlencode: Filter = (value, _args, site) => {
  const quote = (part: Value, keepSlash: boolean) => quoteUrl(text(part, site.budget), keepSlash);
  if (stringOf(value) !== undefined || !isListing(value)) return quote(value, true);
  const pairs = value instanceof Dict ? Array.from(value.entries()) : Array.from(iterate(value), pairOf);
  return pairs.map(([key, part]) => `${quote(key, false)}=${quote(part, false)}`).join('&');
};

function isListing(value: Value): boolean {
  return value instanceof Dict || iterable(value) !== undefined;
}

function pairOf(pair: Value): readonly [Value, Value] {
  const [key, value, ...rest] = Array.from(iterate(pair));
  if (key === undefined || value === undefined || rest.length > 0)
    throw valueError('urlencode wants pairs of a key and a value');
  return [key, value];
}

const xmlattr: Filter = (value, args, site) => {
  const [autospace = true] = bind('xmlattr', [['autospace', true]], args);
  if (!(value instanceof Dict)) throw typeError('xmlattr wants a mapping');
  const parts: string[] = [];
  for (const [key, held] of value.entries()) {
    if (held === null || held instanceof Undefined) continue;
    const name = text(key, site.budget);
    if (/[\s/>=]/.test(name)) throw valueError(`Invalid character in attribute name: '${name}'`);
    parts.push(`${escapeHtml(name)}="${escapedText(held, site.budget)}"`);
  }
  const joined = parts.join(' ');
  const spaced = isTrue(autospace) && joined !== '' ? ` ${joined}` : joined;
  return site.autoescape ? new Markup(spaced) : spaced;
};

const urlizeFilter: Filter = (value, args, site) => {
  const [limit = null, nofollow = false, target = null, rel = null, schemes = null] = bind(
    'urlize',
    [
      ['trim_url_limit', null],
      ['nofollow', false],
      ['target', null],
      ['rel', null],
      ['extra_schemes', null],
    ],
    args,
  );
  const linked = urlize(text(value, site.budget), {
    limit: typeof limit === 'number' ? limit : null,
    rel: relations(rel, isTrue(nofollow), site),
    target: target === null ? null : text(target, site.budget),
    schemes: schemes === null ? [] : Array.from(iterate(schemes), (scheme) => text(scheme, site.budget)),
  });
  site.budget.hold(linked.length);
  return site.autoescape ? new Markup(linked) : linked;
};

function relations(rel: Value, nofollow: boolean, site: CallSite): string {
  const given = rel === null ? [] : text(rel, site.budget).split(/\s+/);
  const all = new Set(
    [...given, 'noopener', ...(nofollow ? ['nofollow'] : [])].filter((part) => part !== ''),
  );
  return Array.from(all).sort().join(' ');
}

export const VALUE_FILTERS: Readonly<Record<string, Filter>> = {
  default: fallback,
  d: fallback,
  attr,
  escape: escaped,
  e: escaped,
  forceescape,
  safe,
  tojson,
  pprint,
  striptags,
  urlencode,
  xmlattr,
  urlize: urlizeFilter,
};
