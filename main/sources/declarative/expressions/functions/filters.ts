import { createHash, createHmac } from 'node:crypto';
import type { Filter } from '../../../../jinja/jinja.ts';
import { bind, type Formal } from '../../../../jinja/parameters.ts';
import { stringOf, text } from '../../../../jinja/python/text.ts';
import { Fault, valueError } from '../../../../jinja/templateError.ts';
import { type CallSite, Undefined, type Value } from '../../../../jinja/value.ts';
import { dumps } from '../values/dumps.ts';
import { inQuotes, ownerArgument, textArgument } from './arguments.ts';
import { regexReplace, regexSearch } from './regex.ts';

/** Names of Python's `hashlib` and what they are called here. */
const HASHES: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha3_224: 'sha3-224',
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  blake2b: 'blake2b512',
  blake2s: 'blake2s256',
};

/** The dialect's filters. `string` takes the place of Jinja's: what is no text is written as JSON that stays text. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  hash: filter(
    'hash',
    [
      ['hash_type', 'md5'],
      ['salt', null],
    ],
    (value, [type, salt = null], site) => {
      const name = textArgument(type);
      const known = Object.hasOwn(HASHES, name) ? HASHES[name] : undefined;
      if (known === undefined)
        throw new Fault('AttributeError', `No hashing function named ${inQuotes(name)}`);
      const salted = salt === null || salt === '' ? '' : text(salt, site.budget);
      return createHash(known).update(text(value, site.budget)).update(salted).digest('hex');
    },
  ),
  hmac: filter('hmac', ['key', ['hash_type', 'sha256']], (value, [key = null, type], site) => {
    if (textArgument(type) !== 'sha256')
      throw valueError(`Hash type ${inQuotes(textArgument(type))} is not allowed. Allowed types: sha256`);
    return createHmac('sha256', text(key, site.budget)).update(text(value, site.budget)).digest('hex');
  }),
  base64encode: filter('base64encode', [], (value) =>
    Buffer.from(ownerArgument(value, 'encode')).toString('base64'),
  ),
  base64decode: filter('base64decode', [], (value) => decoded(ownerArgument(value, 'encode'))),
  base64binascii_decode: filter('base64binascii_decode', [], (value) =>
    Buffer.from(ownerArgument(value, 'encode')).toString('base64'),
  ),
  string: filter('string', [], (value, _, site) => {
    const told = stringOf(value);
    if (told !== undefined) return told;
    return value instanceof Undefined ? '' : `"""${dumps(value, site.budget)}"""`;
  }),
  regex_search: filter('regex_search', ['regex'], (value, [pattern]) =>
    regexSearch(textArgument(value), textArgument(pattern)),
  ),
  regex_replace: filter('regex_replace', ['regex', 'replacement'], (value, [pattern, replacement], site) => {
    const made = regexReplace(textArgument(value), textArgument(pattern), textArgument(replacement));
    site.budget.hold(made.length);
    return made;
  }),
};

function filter(
  name: string,
  formals: readonly Formal[],
  body: (value: Value, values: readonly Value[], site: CallSite) => Value,
): Filter {
  return (value, args, site) => body(value, bind(name, formals, args), site);
}

function decoded(encoded: string): string {
  const kept = encoded.replace(/[^A-Za-z0-9+/=]/g, '');
  if (kept.length % 4 !== 0) throw new Fault('Error', 'Incorrect padding');
  const bytes = Buffer.from(kept, 'base64');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Fault('UnicodeDecodeError', 'the decoded bytes are no UTF-8 text');
  }
}
