import type { ContractRouterClient } from '@orpc/contract';
import { app } from './app.ts';
import { audit } from './audit.ts';
import { brief } from './brief.ts';
import { explorer } from './explorer.ts';
import { files } from './files.ts';
import { forecast } from './forecast.ts';
import { host } from './host.ts';
import { jobs } from './jobs.ts';
import { log } from './log.ts';
import { models } from './models.ts';
import { pipelines } from './pipelines.ts';
import { quality } from './quality.ts';
import { settings } from './settings.ts';
import { sources } from './sources.ts';
import { studies } from './studies.ts';
import { trends } from './trends.ts';
import { vault } from './vault.ts';
import { warehouse } from './warehouse.ts';
import { workspace } from './workspace.ts';

/** Everything a window, a script or a test can ask of the core. Each call is implemented once, in `main/rpc`. */
export const contract = {
  app,
  audit,
  brief,
  explorer,
  files,
  forecast,
  host,
  jobs,
  log,
  models,
  pipelines,
  quality,
  settings,
  sources,
  studies,
  trends,
  vault,
  warehouse,
  workspace,
};

export type Client = ContractRouterClient<typeof contract>;
