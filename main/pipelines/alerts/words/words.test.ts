import { expect, test } from 'vitest';
import { EmailAddress } from '../../../../shared/domain/pipeline/alertSettings.ts';
import { Zone } from '../../../../shared/domain/zone.ts';
import type { Alert } from '../alert.ts';
import { slackBody } from '../channels/slackBody.ts';
import { plainText, subjectOf } from './messageText.ts';
import { withoutDetails } from './withoutDetails.ts';

const NEW_YORK = Zone.parse('America/New_York');

function alert(title: string, body = 'It stopped.'): Alert {
  const at = '2026-03-08T14:30:00.000Z';
  return { dedupe: 'd', kind: 'failed', pipeline: null, run: null, title, body, at };
}

test('one alert and many, with the time of the zone', () => {
  expect(plainText([alert('daily')], NEW_YORK)).toBe(
    'Failed: daily\n2026-03-08 10:30 America/New_York\n\nIt stopped.\n',
  );
  expect(subjectOf([alert('daily')])).toBe('daily');
  expect(subjectOf([alert('daily'), alert('b'), alert('c')])).toBe('daily – and 2 more');
  const many = Array.from({ length: 60 }, (_, index) => alert(`p${index}`, ''));
  expect(plainText(many, NEW_YORK)).toContain('p49\n');
  expect(plainText(many, NEW_YORK)).not.toContain('p50\n');
  expect(plainText(many, NEW_YORK)).toContain('And 10 more');
});

test('a subject is one line, whatever a title holds', () => {
  const subject = subjectOf([alert(`daily\r\nBcc: eve@example.com\u2028x\u0000${'y'.repeat(500)}`)]);
  expect(subject).not.toMatch(/[\p{Cc}\u2028]/u);
  expect([...subject]).toHaveLength(150);
});

test.each([
  ['value “Ann Example” is too long', 'value “…” is too long'],
  ['column "email" holds "ann"', 'column "…" holds "…"'],
  ["can't read 'Ann O’Hara' there", "can't read '…' there"],
  ['Key (email)=(ann@shop.example) already exists', 'Key (email)=(…) already exists'],
  ['asked ann@shop.example and <bob@shop.example>', 'asked … and <…>'],
  ['cut off "in the mid', 'cut off "…"'],
  ["it didn't work and it won't", "it didn't work and it won't"],
  ['12 rows failed', '12 rows failed'],
])('%j is told as %j', (given, expected) => {
  expect(withoutDetails(given)).toBe(expected);
});

test('nothing in a name calls anybody or leads anywhere', () => {
  const { text, ...rest } = JSON.parse(
    slackBody([alert('<!channel> & <@U1> <https://evil.example|click>', '@channel *bold* @here')], NEW_YORK),
  );
  expect(text).not.toMatch(/<|>|@channel|@here/);
  expect(text).toContain('&lt;!channel&gt; &amp; &lt;@\u200BU1'.replace('\u200BU1', 'U1'));
  expect(rest).toEqual({
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
  const huge = slackBody(
    Array.from({ length: 200 }, (_, index) => alert(`p${index}`, '<'.repeat(4_000))),
    NEW_YORK,
  );
  expect(JSON.parse(huge).text.length).toBeLessThanOrEqual(8_000);
});

test.each([
  'ann@example.com',
  `${'a'.repeat(64)}@example.com`,
  "o'hara+x@mail.shop.example",
  'x@xn--bcher-kva.example',
])('%j is an address', (text) => {
  expect(EmailAddress.safeParse(text).success).toBe(true);
});

test.each([
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(64)}.com`,
  `a@${'b.'.repeat(130)}com`,
  'ann@example.com\r\nBcc: eve@example.com',
  'ann@example.com\n',
  'ann@example.com,eve@example.com',
  'ann@example.com;eve@example.com',
  'team: ann@example.com, eve@example.com;',
  'Ann <ann@example.com>',
  '"ann eve"@example.com',
  '"ann@example.com"@evil.example',
  'ann@example.com eve@example.com',
  'ann@[127.0.0.1]',
  'ann@localhost',
  'ann..b@example.com',
  '.ann@example.com',
  'ann@-example.com',
  'ann@example.c',
  'ann(eve@evil.example)@example.com',
  'änn@example.com',
  'ann',
  '',
])('%j is none', (text) => {
  expect(EmailAddress.safeParse(text).success).toBe(false);
});
