import { expect, it } from 'vitest';
import { isKeepable } from './keepable.ts';

const CONFIG = {
  base_url: 'https://api.shop.example/v1',
  start: '2024-01-01',
  deep: { secret: 'sk_live_51NxAbCdEfGh' },
};

it('keeps tokens and addresses, but none with a key in it', () => {
  for (const token of [
    'abc==',
    7,
    { after: 'x' },
    'https://api.shop.example/v1/things?pageToken=abc&since=2024-01-01',
  ]) {
    expect([token, isKeepable(token, CONFIG)]).toEqual([token, true]);
  }
  for (const token of [
    'https://graph.example/v23.0/1/media?access_token=EAAB&after=QVFI',
    'https://x.example/f.csv?X-Amz-Signature=abc',
    'https://x.example/?key=abc',
    { next: '/things?from=2&user=sk_live_51NxAbCdEfGh' },
    { Api_Key: 'x' },
    'x'.repeat(20_000),
  ]) {
    expect([String(token).slice(0, 40), isKeepable(token, CONFIG)]).toEqual([
      String(token).slice(0, 40),
      false,
    ]);
  }
});
