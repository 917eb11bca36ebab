import type { AppInfo, DoctorLine } from '../../shared/contract/app.ts';
import type { JobId } from '../../shared/domain/job.ts';
import type { FileLoads } from '../app/fileLoads.ts';
import type { InsightScreens } from '../app/insightScreens.ts';
import type { ModelScreens } from '../app/models/screens/modelScreens.ts';
import type { QualityScreens } from '../app/models/screens/quality/qualityScreens.ts';
import type { WorkspaceModels } from '../app/models/workspaceModels.ts';
import type { PipelineScreens } from '../app/pipelines/screens/pipelineScreens.ts';
import type { WorkspacePipelines } from '../app/pipelines/workspacePipelines.ts';
import type { SourceScreens } from '../app/sources/screens/sourceScreens.ts';
import type { Sources } from '../app/sources/sources.ts';
import type { WorkspaceWarehouse } from '../app/warehouseOfWorkspace.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log/log.ts';
import type { Vault } from '../vault/vault.ts';
import type { SettingsStore } from '../workspace/settings.ts';
import type { Workspaces } from '../workspace/workspaces.ts';
import type { Host } from './host.ts';

/** The domains behind the contract, wired by `main/app/workbench.ts`. */
export interface Core extends InsightScreens {
  readonly files: FileLoads;
  readonly host: Host;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly models: WorkspaceModels;
  readonly modelScreens: ModelScreens;
  readonly pipelines: () => Promise<WorkspacePipelines>;
  readonly pipelineScreens: () => Promise<PipelineScreens>;
  readonly qualityScreens: QualityScreens;
  readonly settings: SettingsStore;
  readonly sourceScreens: () => Promise<SourceScreens>;
  /** Loaded when first asked for: the interpreter of connectors is large. */
  readonly sources: () => Promise<Sources>;
  readonly vault: Vault;
  readonly warehouse: WorkspaceWarehouse;
  readonly workspaces: Workspaces;
  info(): AppInfo;
  doctor(): Promise<DoctorLine[]>;
  /** Starts making a workspace of demo data in that folder. */
  startDemo(path: string): JobId;
  /** Starts writing a diagnostics bundle there. */
  exportBundle(path: string): JobId;
}
