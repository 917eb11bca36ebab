import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect } from 'vitest';
import type { App } from './app.ts';

/** Opens a part of the program anew, and waits for the heading of its page. */
export async function openPart({ page, loopback }: App, part: string, heading: RegExp): Promise<void> {
  await page.goto('about:blank');
  await page.goto(loopback.address + part);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** The page as it stands passes axe and fits its window; `part` is what a failure calls it. */
export async function expectAccessible({ page }: App, part: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  expect(await violations(page), part).toEqual([]);
  expect(await overflow(page), part).toBeLessThanOrEqual(0);
}

/** Only what is wrong leaves the page: the list of all that is right is a megabyte of a large one. */
export async function violations(page: App['page']): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    const results = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    });
    return results.violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.any[0]?.message ?? ''}`),
  );
}

/** How much wider the page is than its window. */
export function overflow(page: App['page']): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}
