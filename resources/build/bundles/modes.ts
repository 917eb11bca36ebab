import { join } from 'node:path';

export const MODES = ['main', 'preload', 'renderer'] as const;
export type Mode = (typeof MODES)[number];

/** The project's own folder; every path of the build starts here. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

interface ModeFiles {
  /** What must exist for this bundle to be buildable at all. */
  readonly entry: string;
  /** Files and folders whose change makes the bundle stale. */
  readonly inputs: readonly string[];
}

const everywhere = [
  'shared',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'resources/build/bundles',
];

export const MODE_FILES: Readonly<Record<Mode, ModeFiles>> = {
  main: { entry: 'main/app/desktop.ts', inputs: ['main', ...everywhere] },
  preload: { entry: 'preload/preload.ts', inputs: ['preload', ...everywhere] },
  renderer: { entry: 'renderer/index.html', inputs: ['renderer', ...everywhere] },
};
