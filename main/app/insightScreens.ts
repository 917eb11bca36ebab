import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log/log.ts';
import type { Vault } from '../vault/vault.ts';
import type { AuditScreens } from './audit/screens/auditScreens.ts';
import type { BriefScreens } from './brief/briefScreens.ts';
import type { ExplorerScreens } from './explorer/explorerScreens.ts';
import type { ForecastScreens } from './forecast/forecastScreens.ts';
import type { QualityScreens } from './models/screens/quality/qualityScreens.ts';
import type { WorkspaceModels } from './models/workspaceModels.ts';
import type { SourceScreens } from './sources/screens/sourceScreens.ts';
import type { StudyScreens } from './studies/screens/studyScreens.ts';
import type { TrendsScreens } from './trends/trendsScreens.ts';
import type { WorkspaceWarehouse } from './warehouseOfWorkspace.ts';

/** What the answers of insight are made from: the open workspace and its warehouse. */
export interface InsightSurroundings {
  readonly current: () => OpenWorkspace | null;
  /** Under which the vault keeps the secrets of the open workspace. */
  readonly currentId: () => string | null;
  readonly vault: Vault;
  readonly warehouse: WorkspaceWarehouse;
  readonly models: WorkspaceModels;
  readonly jobs: Jobs;
  readonly qualityScreens: QualityScreens;
  readonly sourceScreens: () => Promise<SourceScreens>;
  readonly zone: () => string;
  readonly clock: () => Date;
  readonly log: Log;
  /** Of the program. */
  readonly version: string;
}

/** Each loaded when first asked for: a start with a window needs none of it. */
export interface InsightScreens {
  explorer(): Promise<ExplorerScreens>;
  studies(): Promise<StudyScreens>;
  trends(): Promise<TrendsScreens>;
  brief(): Promise<BriefScreens>;
  forecast(): Promise<ForecastScreens>;
  audit(): Promise<AuditScreens>;
  /** Lets go what is held of a workspace, before its warehouse closes. */
  releaseInsight(): Promise<void>;
}

export function createInsightScreens(around: InsightSurroundings): InsightScreens {
  let explorerMade: Promise<ExplorerScreens> | null = null;
  let auditMade: Promise<AuditScreens> | null = null;
  const brief = once(async () => (await import('./brief/briefScreens.ts')).createBriefScreens(around));
  return {
    explorer() {
      explorerMade ??= import('./explorer/explorerScreens.ts').then((made) =>
        made.createExplorerScreens(around),
      );
      return explorerMade;
    },
    async releaseInsight() {
      (await auditMade)?.forget();
      await (await explorerMade)?.release();
    },
    audit() {
      auditMade ??= import('./audit/screens/auditScreens.ts').then((made) =>
        made.createAuditScreens(around, brief),
      );
      return auditMade;
    },
    studies: once(async () => (await import('./studies/screens/studyScreens.ts')).createStudyScreens(around)),
    trends: once(async () => (await import('./trends/trendsScreens.ts')).createTrendsScreens(around)),
    brief,
    forecast: once(async () => (await import('./forecast/forecastScreens.ts')).createForecastScreens(around)),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
