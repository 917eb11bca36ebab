import { mkdir } from 'node:fs/promises';
import { platform, userInfo } from 'node:os';
import { join } from 'node:path';
import type { DoctorLine } from '../../shared/contract/app.ts';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { createJobs } from '../jobs/registry.ts';
import { writeBundle } from '../log/bundle.ts';
import { createLog } from '../log/createLog.ts';
import type { Core } from '../rpc/core.ts';
import type { Host } from '../rpc/host.ts';
import { createVault } from '../vault/createVault.ts';
import { createSettings } from '../workspace/createSettings.ts';
import { createWorkspaces } from '../workspace/createWorkspaces.ts';
import { bundleFacts } from './bundleFacts.ts';
import { examine } from './doctor.ts';
import type { Places } from './places.ts';

export type PowerEvent = 'suspend' | 'resume' | 'on-battery' | 'on-ac' | 'locked' | 'unlocked';

/** The core with its life cycle: what each host opens, and closes before it ends. */
export interface Workbench extends Core {
  /**
   * What a start with a window does next: opens the workspace named, else the one opened last. Holding the named
   * workspace, or Leadline's own folder when none is named, is what makes a second start find the first.
   */
  begin(workspace: string | undefined): Promise<Result<void>>;
  examine(workspace: OpenWorkspace | null): Promise<DoctorLine[]>;
  power(event: PowerEvent): void;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly places: Places;
  readonly host: Host;
  readonly electron?: string;
  /** Where this process can be reached, without any token; told to a second start. */
  readonly address?: () => string | undefined;
  /** A second start asks this one to show itself. */
  readonly onFront?: () => void;
}
