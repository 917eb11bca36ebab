import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What keeps somebody from using a page as it stands: what axe finds, and how far it is wider than its window. Opened with `bypassPolicy`. */
export async function pageFaults(page: Page): Promise<string[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: tool } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await tool.run(document, { runOnly });
    const { scrollWidth, clientWidth } = document.documentElement;
    return { violations, over: scrollWidth - clientWidth };
  });
  const faults = found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  return found.over > 0 ? [...faults, `${found.over} px wider than its window`] : faults;
}
