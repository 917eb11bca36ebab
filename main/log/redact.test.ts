import { describe, expect, it } from 'vitest';
import { SECRET_MARK, Secret } from '../../shared/domain/secret.ts';
import { CANARY } from '../../test/canary.ts';
import { createRedactor } from './redact.ts';

function redactorOf(...values: string[]) {
  const redactor = createRedactor();
  for (const value of values) redactor.conceal(value);
  return redactor;
}

/** Values as people really have them: dashes, quotes, spaces, other scripts, line breaks, long keys. */
const VALUES = [
  CANARY,
  'p@ss/w&rd+1=?',
  'two words  and "quotes" \\ slash',
  'zażółć gęślą jaźń 🔑🔑',
  'line one\nline two\tend',
  "it's (really) *secret*!~",
  'sixsix',
  `-${'0123456789abcdef'.repeat(70)}-`,
  `🔑${'ключ'.repeat(200)}`,
];

const SPELLINGS: Record<string, (value: string) => string> = {
  raw: (value) => value,
  json: (value) => JSON.stringify({ a: value }),
  'json in json': (value) => JSON.stringify({ a: JSON.stringify({ b: value }) }),
  encodeURIComponent,
  encodeURI: (value) => encodeURI(value),
  'lower-case percent': (value) => encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase()),
  form: (value) => new URLSearchParams({ q: value }).toString(),
  base64: (value) => Buffer.from(value).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'base64 in a URL': (value) => encodeURIComponent(Buffer.from(value).toString('base64')),
  'base64 after 1 byte': (value) => Buffer.from(`u${value}`).toString('base64'),
  'base64 after 2 bytes': (value) => Buffer.from(`u:${value}`).toString('base64'),
  'base64 amid more': (value) => Buffer.from(`{"user":"ann","x":"${value}","more":1}`).toString('base64'),
  'base64url amid more': (value) => Buffer.from(`user:${value}:more`).toString('base64url'),
};

/** Whether any stretch of the value can still be read in the text, as it is or after decoding base64. */
function leaks(text: string, value: string): boolean {
  const decoded = (text.match(/[\w+/-]{8,}/g) ?? []).flatMap((run) =>
    [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('utf8')),
  );
  const unescaped = text.replaceAll('+', ' ');
  return [text, ...decoded, unescaped].some((shown) => stretches(value).some((part) => shown.includes(part)));
}

function stretches(value: string): string[] {
  const length = Math.min(12, value.length);
  return Array.from({ length: value.length - length + 1 }, (_, at) => value.slice(at, at + length));
}

describe('by value', () => {
  for (const [name, spell] of Object.entries(SPELLINGS)) {
    it(`strikes out every value written as ${name}`, () => {
      for (const value of VALUES) {
        const redactor = redactorOf(value);
        for (const around of ['', 'x', 'before ', '%20']) {
          const text = `${around}${spell(value)}${around}`;
          const struck = redactor.text(text);
          expect(struck, `${around}|${value}`).toContain(SECRET_MARK);
          expect(leaks(struck, value), `${struck} of ${value}`).toBe(false);
          expect(redactor.text(struck)).toBe(struck);
        }
      }
    });
  }

  it('leaves values below six characters and text without secrets alone', () => {
    const redactor = redactorOf('abc12', CANARY);
    expect(redactor.text('abc12 is short, café ✓ 100 %')).toBe('abc12 is short, café ✓ 100 %');
  });

  it('strikes out the longer of two values that share a beginning', () => {
    expect(redactorOf('shared-start', 'shared-start-and-more').text('x shared-start-and-more y')).toBe(
      `x ${SECRET_MARK} y`,
    );
  });

  it('does not grow when a value is part of the mark', () => {
    expect(redactorOf('secret').text(`a ${SECRET_MARK}`)).toBe(`a ${SECRET_MARK}`);
  });
});

describe('by shape', () => {
  const jwt = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"1"}').toString('base64url')}.c2lnbmF0dXJl`;
  const cases: [string, string, string][] = [
    ['bearer', 'sent Bearer abcdef123456 to it', 'abcdef123456'],
    ['header', 'Authorization: Basic dXNlcjpwYXNz, then', 'dXNlcjpwYXNz'],
    ['cookie', 'Set-Cookie: sid=abc; HttpOnly', 'sid=abc'],
    ['url password', 'postgres://ann:pa:ss@wo@rd@db.example:5432/x failed', 'pa:ss@wo@rd'],
    ['url password with a slash', 'postgres://ann:pa/ss@db.example/x failed', 'pa/ss'],
    ['url password of digits', 'postgres://ann:12345@db.example/x', '12345'],
    ['url token as user', 'https://abcdef0123456789abcdef@example.com/r.git', 'abcdef0123456789abcdef'],
    ['jwt', `got ${jwt} back`, jwt],
    ['query', 'GET /v1/x?page=2&access_token=EAAB1234567890 200', 'EAAB1234567890'],
    ['query code', 'GET /cb?code=4/0AbCdEfGh&state=1', '4/0AbCdEfGh'],
    ['libpq', "host=db user=ann password=hunter2 dbname='x'", 'hunter2'],
    ['json', '{"client_secret": "a\\"b-c", "page": 2}', 'b-c'],
    ['json in json', JSON.stringify({ body: JSON.stringify({ refresh_token: 'r-1234' }) }), 'r-1234'],
    ['vendor', 'key shpat_0123456789abcdef used', 'shpat_0123456789abcdef'],
    ['pem', '-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----', 'MIIabc'],
  ];
  for (const [name, text, hidden] of cases) {
    it(`strikes out ${name}`, () => {
      const struck = createRedactor().text(text);
      expect(struck).toContain(SECRET_MARK);
      expect(struck).not.toContain(hidden);
      expect(createRedactor().text(struck)).toBe(struck);
    });
  }

  it('leaves ordinary sentences, addresses and ports readable', () => {
    const texts = [
      'Listening on http://127.0.0.1:5173/x?mail=a@b.example',
      'The passphrase vault is locked. Secret not found: tiktok.api_key',
      'See https://example.com/docs?page=2#part',
    ];
    for (const text of texts) expect(createRedactor().text(text)).toBe(text);
  });

  it('keeps a line of JSON a line of JSON', () => {
    for (const [, text] of cases) {
      const line = JSON.stringify({ message: text, fields: { url: text, inner: JSON.stringify({ text }) } });
      expect(() => JSON.parse(createRedactor().text(line)), line).not.toThrow();
    }
  });

  it('stays quick on hostile text', () => {
    const hostile = [
      'a.a-'.repeat(16_000),
      'token'.repeat(13_000),
      '://:'.repeat(16_000),
      '"\\'.repeat(32_000),
    ];
    const started = performance.now();
    for (const text of hostile) createRedactor().text(text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('fields', () => {
  it('strikes out by type, however deep', () => {
    const secret = new Secret(CANARY);
    const shown = createRedactor().fields({ a: secret, b: [{ c: secret }], m: new Map([['k', secret]]) });
    expect(shown).toEqual({ a: SECRET_MARK, b: [{ c: SECRET_MARK }], m: { k: SECRET_MARK } });
  });

  it('strikes out by type even what claims another text for itself', () => {
    const secret = Object.assign(new Secret(CANARY), { toJSON: () => CANARY });
    expect(createRedactor().fields({ a: secret })).toEqual({ a: SECRET_MARK });
  });

  it('strikes out by name, and keeps what can not be a secret', () => {
    const names = ['password', 'dbPassphrase', 'client_secret', 'x-api-key', 'apiKey', 'accessToken'];
    const fields = Object.fromEntries(
      [...names, 'Authorization', 'cookies', 'refresh'].map((name) => [name, 'v']),
    );
    expect(new Set(Object.values(createRedactor().fields(fields)))).toEqual(new Set([SECRET_MARK]));
    expect(createRedactor().fields({ passphraseVault: true, author: 'ann', token: undefined })).toEqual({
      passphraseVault: true,
      author: 'ann',
      token: null,
    });
  });

  it('writes errors as name, message and stack, struck out', () => {
    const error = new TypeError(`no ${CANARY}`, { cause: new Error(`inner ${CANARY}`) });
    const text = JSON.stringify(redactorOf(CANARY).fields({ error }));
    expect(text).not.toContain(CANARY);
    expect(JSON.parse(text)).toMatchObject({
      error: {
        name: 'TypeError',
        message: `no ${SECRET_MARK}`,
        stack: expect.stringContaining('redact.test'),
      },
    });
  });

  it('strikes a value out of names of fields', () => {
    expect(Object.keys(redactorOf(CANARY).fields({ [CANARY]: 1 }))).toEqual([SECRET_MARK]);
  });

  it('survives circles, big integers, throwing getters, odd prototypes and bytes', () => {
    const circle: Record<string, unknown> = {
      n: 12n,
      nan: Number.NaN,
      f: () => 1,
      bytes: Buffer.from(CANARY),
    };
    circle['self'] = circle;
    Object.defineProperty(circle, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    Object.defineProperty(circle, '__proto__', { enumerable: true, value: { evil: 1 } });
    circle['proxy'] = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const shown = createRedactor().fields({ circle });
    expect(JSON.parse(JSON.stringify(shown))['circle']).toMatchObject({
      n: '12',
      nan: 'NaN',
      f: '[function]',
      bytes: `[${CANARY.length} bytes]`,
      self: '[circular]',
      bad: '[unreadable]',
      proxy: '[unreadable]',
    });
    expect(Object.hasOwn({}, 'evil')).toBe(false);
  });

  it('cuts huge fields at 8 kB and leaks nothing at the cut', () => {
    const redactor = redactorOf(CANARY);
    for (let before = 8_192 - CANARY.length; before <= 8_192; before += 3) {
      const { text } = redactor.fields({ text: `${'x'.repeat(before)}${CANARY}${'y'.repeat(200_000)}` });
      expect(leaks(String(text), CANARY)).toBe(false);
      expect(String(text).length).toBeLessThan(8_300);
    }
    const long = `${CANARY}${'-0123456789abcdef'.repeat(12)}`;
    redactor.conceal(long);
    for (let before = 0; before < long.length; before += 7) {
      // Shrinks when struck out, so that the place where searching ends comes into view.
      const { text } = redactor.fields({ text: `${'x'.repeat(before)}${`${long} `.repeat(1_000)}` });
      expect(leaks(String(text), long)).toBe(false);
    }
    const many = redactor.fields({ list: Array.from({ length: 1_000_000 }, (_, at) => at), more: 'm' });
    expect(JSON.stringify(many).length).toBeLessThan(20_000);
  });
});
