import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPlaces, projectRoot } from '../../main/app/places.ts';
import { openWorkbench, type Workbench } from '../../main/app/workbench.ts';
import { type Loopback, openLoopback } from '../../main/rpc/loopback/server.ts';
import { createPageHost } from '../../main/rpc/pageHost.ts';
import { createPages } from '../../main/rpc/pages.ts';
import { NewWorkspace } from '../../shared/contract/workspace.ts';
import { keepForSweep } from '../leftovers.ts';
import { type Opened, openPage, type View } from './browser.ts';

export interface App extends Opened {
  readonly workbench: Workbench;
  readonly loopback: Loopback;
  /** A folder of this test's own; `home` in it is Leadline's. */
  readonly folder: string;
  close(): Promise<void>;
}

/** The real workbench behind its real loopback host, in this process so that a test can reach into it, and a real Chromium before it. */
export async function openApp(view: View & { readonly workspace?: boolean } = {}): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-e2e-'));
  const places = { ...findPlaces(projectRoot()), home: join(folder, 'home'), userFolder: folder };
  const opened = await openWorkbench({ places, host: createPageHost() });
  if (!opened.ok) throw new Error(opened.failure.message);
  const workbench = opened.value;
  if (view.workspace) await makeWorkspace(workbench, join(folder, 'shop'));
  const listening = await openLoopback(workbench, createPages(places.pages, { connect: "'self'" }), 0);
  if (!listening.ok) throw new Error(listening.failure.message);
  const loopback = listening.value;
  const page = await openPage(loopback.signInLink, view);
  return {
    ...page,
    workbench,
    loopback,
    folder,
    async close() {
      await page.context.close();
      await loopback.close();
      await workbench.close();
      keepForSweep(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeWorkspace({ workspaces }: Workbench, path: string): Promise<void> {
  const wish = NewWorkspace.parse({
    path,
    name: 'Corner shop',
    template: 'blank',
    zone: 'America/New_York',
    currency: 'USD',
  });
  const made = await workspaces.create(wish);
  if (!made.ok) throw new Error(made.failure.message);
}
