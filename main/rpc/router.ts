import { appCalls } from './calls/app.ts';
import { auditCalls } from './calls/audit.ts';
import { briefCalls } from './calls/brief.ts';
import { explorerCalls } from './calls/explorer.ts';
import { filesCalls } from './calls/files.ts';
import { forecastCalls } from './calls/forecast.ts';
import { hostCalls } from './calls/host.ts';
import { jobsCalls } from './calls/jobs.ts';
import { logCalls } from './calls/log.ts';
import { modelsCalls } from './calls/models.ts';
import { pipelinesCalls } from './calls/pipelines.ts';
import { qualityCalls } from './calls/quality.ts';
import { settingsCalls } from './calls/settings.ts';
import { sourcesCalls } from './calls/sources.ts';
import { studiesCalls } from './calls/studies.ts';
import { trendsCalls } from './calls/trends.ts';
import { vaultCalls } from './calls/vault.ts';
import { warehouseCalls } from './calls/warehouse.ts';
import { workspaceCalls } from './calls/workspace.ts';
import { os } from './implementer.ts';

/** The whole contract over the domains: a call left out doesn't compile. */
export const router = os.router({
  app: appCalls,
  audit: auditCalls,
  brief: briefCalls,
  explorer: explorerCalls,
  files: filesCalls,
  forecast: forecastCalls,
  host: hostCalls,
  jobs: jobsCalls,
  log: logCalls,
  models: modelsCalls,
  pipelines: pipelinesCalls,
  quality: qualityCalls,
  settings: settingsCalls,
  sources: sourcesCalls,
  studies: studiesCalls,
  trends: trendsCalls,
  vault: vaultCalls,
  warehouse: warehouseCalls,
  workspace: workspaceCalls,
});
