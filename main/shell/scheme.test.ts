import { describe, expect, it } from 'vitest';
import { answerFrom, isOwnPage, PAGE_SCHEME } from './scheme.ts';

function pages() {
  const asked: string[] = [];
  const answer = answerFrom({
    async read(path) {
      asked.push(path);
      return {
        status: 200,
        headers: { 'content-security-policy': "default-src 'none'" },
        body: Buffer.from(path),
      };
    },
  });
  return { asked, answer };
}

describe('app://', () => {
  it('answers from the built pages, with their headers', async () => {
    const { answer } = pages();
    const response = await answer(new Request('app://leadline/assets/a.js?x=1'));
    expect(await response.text()).toBe('/assets/a.js?x=1');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('hands encoded paths on as they came, for the pages to judge', async () => {
    const { asked, answer } = pages();
    await answer(new Request('app://leadline/%2e%2e%2fpackage.json'));
    expect(asked).toEqual(['/%2e%2e%2fpackage.json']);
  });

  it('answers no other host and only reads', async () => {
    const { asked, answer } = pages();
    expect((await answer(new Request('app://elsewhere/'))).status).toBe(404);
    expect((await answer(new Request('app://leadline/', { method: 'POST' }))).status).toBe(405);
    expect(asked).toEqual([]);
  });

  it('knows its own pages', () => {
    expect(isOwnPage('app://leadline/x')).toBe(true);
    for (const other of ['app://leadline.evil/', 'app://me@leadline/', 'https://leadline/', 'leadline', '']) {
      expect(isOwnPage(other)).toBe(false);
    }
  });

  it('is standard and secure, and lifts no policy', () => {
    expect(PAGE_SCHEME).toEqual({
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    });
  });
});
