import { expect, test } from 'vitest';
import type { Component } from '../declarative/component.ts';
import type { Making, Retriever, Slice } from '../declarative/parts.ts';
import type { JsonObject } from '../json.ts';
import { feedRetriever } from './feedRetriever.ts';

const inside: Component = {
  type: 'SimpleRetriever',
  path: 'retriever',
  at: { line: 1, column: 1 },
  members: {},
  parameters: {},
};
const component: Component = {
  ...inside,
  type: 'leadline.FeedRetriever',
  members: { field: 'at', retriever: inside },
};

async function read(pages: readonly (readonly JsonObject[])[], cursor: JsonObject) {
  let asked = 0;
  const feed: Retriever = {
    async *pages() {
      for (const records of pages) {
        asked += 1;
        yield { records, resume: asked };
      }
    },
  };
  const slice: Slice = { partition: {}, cursor, extra: {} };
  const making = { stream: 'feed', make: () => feed } as unknown as Making;
  const found: JsonObject[] = [];
  const places: unknown[] = [];
  const told = { signal: new AbortController().signal, resume: undefined, cursor: null };
  for await (const page of feedRetriever(component, making, {}).pages(slice, told)) {
    found.push(...page.records);
    places.push(page.resume);
  }
  return { found: found.map(({ at }) => at), asked, places };
}

test('stops at the page whose last record is older, and hands on what of it is not', async () => {
  const pages = [[{ at: 90 }, { at: 80 }], [{ at: 70 }, { at: 40 }], [{ at: 30 }]];
  expect(await read(pages, { start_time: '50' })).toEqual({
    found: [90, 80, 70],
    asked: 2,
    places: [1, undefined],
  });
});

test('an old record in the midst of newer ones doesn’t end the feed', async () => {
  const pages = [[{ at: 10 }, { at: 90 }], [{ at: 80 }]];
  expect(await read(pages, { start_time: '50' })).toMatchObject({ found: [90, 80], asked: 2 });
});

test('compares instants by the second, and hands on what can’t be compared', async () => {
  const pages = [[{ at: '2026-06-01T00:00:00.123Z' }, { at: null }], [{ at: '2026-05-31T23:59:59.999Z' }]];
  expect(await read(pages, { start_time: '2026-06-01T00:00:00Z' })).toMatchObject({
    found: ['2026-06-01T00:00:00.123Z', null],
    asked: 2,
  });
});

test('without a window all of it is read', async () => {
  expect(await read([[{ at: 90 }], [{ at: 10 }]], {})).toMatchObject({ found: [90, 10], asked: 2 });
});
