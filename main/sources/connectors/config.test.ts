import { describe, expect, it } from 'vitest';
import { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { checkConfig } from './checkConfig.ts';
import { formFields } from './formFields.ts';
import { resolveConfig, secretsOf, withValue } from './resolveConfig.ts';

const SPEC = {
  type: 'object',
  required: ['shop', 'credentials'],
  properties: {
    start_date: { type: 'string', format: 'date', title: 'Start', order: 2, default: '2024-01-01' },
    shop: {
      type: 'string',
      title: 'Shop',
      description: 'See <a href="https://x.example">here</a> or [there](https://y.example).',
      order: 0,
      pattern: '^[a-z]+$',
      pattern_descriptor: 'letters only',
      examples: ['soapbox'],
    },
    credentials: {
      title: 'Who you are',
      order: 1,
      oneOf: [
        {
          title: 'Key',
          properties: { kind: { const: 'key' }, api_key: { type: 'string', airbyte_secret: true } },
          required: ['kind', 'api_key'],
        },
        {
          title: 'OAuth',
          properties: { kind: { const: 'oauth' }, token: { type: 'string', airbyte_secret: true } },
          required: ['kind', 'token'],
        },
      ],
    },
    size: { type: 'integer', minimum: 1, maximum: 100 },
    kinds: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
    tags: { type: 'array', items: { type: 'string' }, minItems: 1 },
    internal: { type: 'string', airbyte_hidden: true },
  },
};

describe('a form', () => {
  it('asks in order, knows secrets, choices and variants, and takes the words out of markup', () => {
    const fields = formFields(SPEC);
    expect(fields.map(({ path, kind, required }) => [path.join('.'), kind, required])).toEqual([
      ['shop', 'text', true],
      ['credentials', 'variant', true],
      ['start_date', 'day', false],
      ['size', 'integer', false],
      ['kinds', 'choice', false],
      ['tags', 'list', false],
    ]);
    expect(fields[0]).toMatchObject({ description: 'See here or there.', patternWords: 'letters only' });
    expect(fields[1]).toMatchObject({
      variants: [
        {
          title: 'Key',
          constants: { kind: 'key' },
          fields: [{ path: ['credentials', 'api_key'], secret: true }],
        },
        { title: 'OAuth', constants: { kind: 'oauth' } },
      ],
    });
    expect(fields[2]).toMatchObject({ default: '2024-01-01' });
    expect(fields[4]).toMatchObject({ multiple: true, choices: [{ value: 'a' }, { value: 'b' }] });
  });

  it('reads no more than there is into a spec that isn’t one', () => {
    expect(formFields({})).toEqual([]);
    expect(formFields({ properties: { a: 7 as never } })).toMatchObject([{ kind: 'text', title: 'A' }]);
  });
});

describe('a config', () => {
  const words = (config: Parameters<typeof checkConfig>[1]) =>
    checkConfig(SPEC, config).map(({ message }) => message);

  it('is held against the spec in words, and a reference stands for a text', () => {
    const credentials = { kind: 'key', api_key: { secret: 'shop.key' } };
    expect(words({ shop: 'soapbox', credentials })).toEqual([]);
    expect(words({})).toEqual(['shop is missing', 'credentials is missing']);
    expect(words({ shop: 'Soap 1', credentials, size: 0, start_date: 'yesterday' })).toEqual([
      'shop must be of the form letters only, such as soapbox',
      'size must be at least 1',
      'start_date must be a day such as 2026-01-31',
    ]);
    expect(words({ shop: 'a', credentials: { kind: 'oauth' }, kinds: ['c'], tags: [] })).toEqual([
      'credentials.token is missing',
      'kinds.0 must be one of a, b',
      'tags needs at least 1',
    ]);
    expect(words({ shop: 7, credentials })).toEqual(['shop must be text (put a number in quotes)']);
    expect(words({ shop: 'a', credentials: { kind: 'other' } })[0]).toBe('credentials is none of Key, OAuth');
    expect(words({ shop: 'a', credentials: { secret: 'shop.all' } })).toHaveLength(1);
  });

  it('gets its secrets only when it is used, and defaults with them', async () => {
    const written = { shop: 'a', credentials: { kind: 'key', api_key: { secret: 'shop.key' } } };
    expect(secretsOf(written)).toEqual([{ path: ['credentials', 'api_key'], name: 'shop.key' }]);
    const resolved = await resolveConfig(written, SPEC, async () => ok(new Secret('s3cr3t')));
    expect(resolved).toEqual(
      ok({
        config: { shop: 'a', start_date: '2024-01-01', credentials: { kind: 'key', api_key: 's3cr3t' } },
        secrets: ['s3cr3t'],
      }),
    );
    const gone = async () => fail('SECRET_NOT_FOUND', { message: 'gone', next: 'set it' });
    expect(await resolveConfig(written, SPEC, gone)).toMatchObject({ failure: { code: 'SECRET_NOT_FOUND' } });
    expect(withValue({ a: { b: 1, c: 2 } }, ['a', 'b'], 3)).toEqual({ a: { b: 3, c: 2 } });
    expect(withValue({}, ['a', 'b'], 3)).toEqual({ a: { b: 3 } });
  });
});
