import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../../../shared/contract/sources.ts';
import { askedFields, entered, faultsOf, firstAnswers } from './answers.ts';

const plain = (name: string, more: Partial<Extract<FormField, { secret: boolean }>> = {}): FormField => ({
  path: name.split('.'),
  title: name,
  description: '',
  required: false,
  kind: 'text',
  secret: false,
  lines: false,
  default: null,
  pattern: null,
  patternWords: null,
  examples: [],
  least: null,
  most: null,
  ...more,
});

const variant: FormField = {
  path: ['auth'],
  title: 'How to sign in',
  description: '',
  required: true,
  kind: 'variant',
  variants: [
    {
      title: 'Key',
      description: '',
      constants: { kind: 'key' },
      fields: [plain('auth.key', { secret: true, required: true })],
    },
    {
      title: 'Account',
      description: '',
      constants: { kind: 'account' },
      fields: [plain('auth.user', { required: true }), plain('auth.word', { secret: true, required: true })],
    },
  ],
};
const fields = [
  plain('since', {
    required: true,
    pattern: '^\\d{4}-\\d\\d-\\d\\d$',
    patternWords: '2026-01-31',
    default: '2024-01-01',
  }),
  plain('limit', { kind: 'integer', least: 1, most: 10 }),
  variant,
];

describe('what a person enters for a connector', () => {
  it('begins with what the connector suggests, or with what is there', () => {
    expect(firstAnswers(fields, null)).toEqual({ since: '2024-01-01', auth: 0 });
    const known = { config: { since: '2025-05-05', auth: { kind: 'account', user: 'ada' } } };
    expect(firstAnswers(fields, known)).toEqual({ since: '2025-05-05', auth: 1, 'auth.user': 'ada' });
  });

  it('asks only what the chosen way asks', () => {
    const names = (answers: Record<string, unknown>) =>
      askedFields(fields, answers).map(({ title }) => title);
    expect(names({ auth: 0 })).toEqual(['since', 'limit', 'How to sign in', 'auth.key']);
    expect(names({ auth: 1 })).toEqual(['since', 'limit', 'How to sign in', 'auth.user', 'auth.word']);
  });

  it('keeps secrets apart from the rest, and nothing of a way that wasn’t chosen', () => {
    const answers = {
      since: '2026-01-01',
      auth: 1,
      'auth.user': 'ada',
      'auth.word': 's3cret',
      'auth.key': 'left',
    };
    expect(entered(fields, answers)).toEqual({
      config: { since: '2026-01-01', auth: { kind: 'account', user: 'ada' } },
      secrets: [{ path: ['auth', 'word'], value: 's3cret' }],
    });
  });

  it('tells what is missing or written otherwise, and asks for no secret that is kept', () => {
    expect(faultsOf(fields, { since: 'May', limit: 12, auth: 0 }, [])).toEqual({
      since: 'Write it as 2026-01-31.',
      limit: 'At most 10.',
      'auth.key': 'This is needed.',
    });
    expect(faultsOf(fields, { since: '2026-01-01', limit: '2.5', auth: 0 }, [['auth', 'key']])).toEqual({
      limit: 'Write a whole number.',
    });
  });

  it('is not fooled by names or patterns of a stranger’s connector', () => {
    const odd = [plain('__proto__', {}), plain('a.__proto__.b', {}), plain('c', { pattern: '(' })];
    const { config } = entered(odd, { ['__proto__']: 'x', 'a.__proto__.b': 'y', c: 'z' });
    expect(({} as Record<string, unknown>)['b']).toBeUndefined();
    expect(Object.keys(config)).toContain('a');
    expect(faultsOf(odd, { c: 'z' }, [])).toEqual({});
  });
});
