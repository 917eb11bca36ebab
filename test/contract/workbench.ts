import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentHost } from '../../main/app/cli/silentHost.ts';
import { findPlaces, projectRoot } from '../../main/app/places.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../../main/app/workbench.ts';
import { keepForSweep } from '../leftovers.ts';

export interface TestWorkbench {
  readonly workbench: Workbench;
  /** An empty folder that goes when the workbench closes. */
  readonly folder: string;
  close(): Promise<void>;
}

/** A real workbench in a folder of its own. */
export async function openTestWorkbench(options: Partial<WorkbenchOptions> = {}): Promise<TestWorkbench> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-test-'));
  const places = { ...findPlaces(projectRoot()), home: join(folder, 'home'), userFolder: folder };
  const opened = await openWorkbench({ places, host: silentHost, ...options });
  if (!opened.ok) throw new Error(opened.failure.message);
  return {
    workbench: opened.value,
    folder,
    async close() {
      await opened.value.close();
      keepForSweep(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
