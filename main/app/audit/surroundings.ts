import type { Brief } from '../../../shared/contract/brief.ts';
import type { StudyName } from '../../../shared/domain/study.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { Project } from '../../models/project/project.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Holding } from '../explorer/heldStudy.ts';

/** What packages are gathered from. */
export interface AuditSurroundings {
  readonly workspace: {
    readonly path: string;
    readonly name: string;
    readonly zone: string;
    readonly currency: string;
  };
  readonly warehouse: Pick<Warehouse, 'store' | 'loads'>;
  /** The models as they are written now. */
  readonly project: () => Promise<Result<Project>>;
  /** A study with its data, from whoever holds it ready. */
  readonly study: (name: StudyName, signal: AbortSignal) => Promise<Result<HeldStudyData>>;
  readonly brief: (signal: AbortSignal) => Promise<Result<Brief>>;
  /** Of this workspace, from its vault. */
  readonly pseudonymKey: () => Promise<Result<Uint8Array>>;
  /** Version of the program. */
  readonly program: string;
}

export type HeldStudyData = Pick<Holding, 'ready' | 'data' | 'options'>;
