import { describe, expect, it } from 'vitest';
import { type Docs, type DocsNode, docsPages, pathOf } from './docsPages.ts';

const orders: DocsNode = {
  id: 'model.shop.orders',
  name: 'orders',
  kind: 'model',
  layer: 'core',
  relation: 'core.orders',
  materialized: 'table',
  description: 'One row an order.\n\n- paid in `price_minor`\n- <script>alert(1)</script>',
  file: 'models/core/orders.sql',
  tags: ['daily'],
  columns: [
    {
      name: 'id',
      type: 'integer',
      description: 'The order & its "number"',
      checks: ['unique', 'not_null'],
      from: [{ id: 'model.shop.stg', column: 'id' }],
    },
    { name: 'x', type: null, description: '', checks: [], from: null },
  ],
  checks: [],
  raw: "select * from {{ ref('stg') }}",
  compiled: 'select * from "staging"."stg"',
  rows: 1234567,
  lastBuild: { at: '2026-03-08 10:00 UTC', status: 'success' },
  upstream: ['model.shop.stg'],
  downstream: [],
};
const stg: DocsNode = {
  ...orders,
  id: 'model.shop.stg',
  name: 'stg',
  layer: 'staging',
  description: '',
  columns: [],
  rows: null,
  lastBuild: null,
  upstream: [],
  downstream: ['model.shop.orders'],
};
const docs: Docs = { project: 'shop', madeAt: '2026-03-08', nodes: [stg, orders] };

describe('the pages of a project', () => {
  const pages = docsPages(docs);
  const page = pages.get(pathOf(orders.id)) ?? '';

  it('has one page a node, and links that lead to pages there are', () => {
    expect([...pages.keys()]).toEqual(['index.html', pathOf(stg.id), pathOf(orders.id)]);
    for (const [path, text] of pages)
      for (const [, href = ''] of text.matchAll(/href="([^"]+)"/g)) {
        const target = new URL(href, `file:///${path}`).pathname.slice(1);
        expect(pages.has(target), `${path} → ${href}`).toBe(true);
      }
  });

  it('says of a node what it is, what it holds and where its columns come from', () => {
    expect(page).toContain('<li>paid in <code>price_minor</code></li>');
    expect(page).toContain('1,234,567');
    expect(page).toContain('success, 2026-03-08 10:00 UTC');
    expect(page).toMatch(/stg<\/a>\.<code>id<\/code>/);
    expect(page).toContain('unique, not_null');
    expect(page).toContain('<em>unknown</em>');
    expect(pages.get(pathOf(stg.id))).toContain('never built');
  });

  it('lets no description bring markup, and no id leave the folder', () => {
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('&amp; its &quot;number&quot;');
    expect(pathOf('../../etc/x')).toBe('nodes/..~2F..~2Fetc~2Fx.html');
  });
});
