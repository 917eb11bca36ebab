import { appCalls } from './calls/app.ts';
import { hostCalls } from './calls/host.ts';
import { jobsCalls } from './calls/jobs.ts';
import { logCalls } from './calls/log.ts';
import { settingsCalls } from './calls/settings.ts';
import { vaultCalls } from './calls/vault.ts';
import { workspaceCalls } from './calls/workspace.ts';
import { os } from './implementer.ts';

/** The whole contract over the domains: a call left out doesn't compile. */
export const router = os.router({
  app: appCalls,
  host: hostCalls,
  jobs: jobsCalls,
  log: logCalls,
  settings: settingsCalls,
  vault: vaultCalls,
  workspace: workspaceCalls,
});
