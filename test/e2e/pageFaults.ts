import type { Page } from 'playwright-core';
import { overflow, violations } from './accessible.ts';

/** What keeps somebody from using a page as it stands: what axe finds, and how far it is wider than its window. Opened with `bypassPolicy`. */
export async function pageFaults(page: Page): Promise<string[]> {
  const faults = await violations(page);
  const over = await overflow(page);
  return over > 0 ? [...faults, `${over} px wider than its window`] : faults;
}
