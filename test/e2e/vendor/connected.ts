import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { VENDOR_MANIFEST } from './manifest.ts';
import { VENDOR_KEY, type Vendor } from './vendor.ts';

/** The vendor's connector in the workspace, and a source of it, as if a person had connected it. */
export async function connectVendor(
  app: App,
  vendor: Vendor,
  name = 'corner',
  key = VENDOR_KEY,
): Promise<void> {
  const screens = await app.workbench.sourceScreens();
  const brought = await screens.bring('corner-api', VENDOR_MANIFEST);
  if (!brought.ok) throw new Error(brought.failure.message);
  const saved = await screens.save({
    name,
    connector: 'corner-api',
    config: {
      address: vendor.origin,
      since: '2026-01-01',
      tags: ['mugs', 'candles'],
      credentials: { kind: 'key' },
    },
    secrets: [{ path: ['credentials', 'key'], value: key }],
    streams: [],
    approved: false,
  });
  if (!saved.ok) throw new Error(saved.failure.message);
}

/** Extracts, and waits for the end whatever it is. */
export async function extractVendor(app: App, name = 'corner'): Promise<void> {
  const started = await (await app.workbench.sourceScreens()).extract(name, {});
  if (!started.ok) throw new Error(started.failure.message);
  for await (const list of app.workbench.jobs.watch()) {
    const status = list.find(({ id }) => id === started.value)?.status;
    if (status !== undefined && status !== 'running' && status !== 'cancelling') return;
  }
}

/** A file of the workspace as a text editor would leave it. */
export async function writeInWorkspace(app: App, path: string, text: string): Promise<void> {
  const file = join(app.folder, 'shop', path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}
