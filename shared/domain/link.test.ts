import { expect, test } from 'vitest';
import { parseExternalLink } from './link.ts';

test('an https link is offered as it is', () => {
  const link = parseExternalLink('https://docs.example.com/a?b=c#d');
  expect(link.ok && link.url.href).toBe('https://docs.example.com/a?b=c#d');
});

test.each([
  ['http://example.com', 'only https links are opened'],
  ['javascript:alert(1)', 'only https links are opened'],
  ['JavaScript:alert(1)', 'only https links are opened'],
  ['file:///etc/passwd', 'only https links are opened'],
  ['smb://host/share', 'only https links are opened'],
  ['mailto:a@b.c', 'only https links are opened'],
  ['https://user:word@example.com', 'it carries a user name or password'],
  ['https://trusted.com@evil.example', 'it carries a user name or password'],
  ['//example.com', 'it is not a complete address'],
  ['example.com', 'it is not a complete address'],
  ['', 'it is not a complete address'],
  ['https://', 'it is not a complete address'],
])('%j is refused: %s', (text, why) => {
  expect(parseExternalLink(text)).toEqual({ ok: false, why });
});
