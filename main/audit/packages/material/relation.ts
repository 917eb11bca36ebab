import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import type { Common } from './common.ts';
import type { Figure } from './figure.ts';
import type { RowSet } from './rowSet.ts';

export interface RelationMaterial extends Common {
  readonly kind: 'relation';
  readonly subject: Extract<AuditSubject, { kind: 'relation' }>;
  readonly rows: RowSet;
  readonly figures: readonly Figure[];
  readonly columns: readonly ColumnTold[];
  /** What the last build changed, where it was looked at. */
  readonly difference: string | null;
}

export interface ColumnTold {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly told: string;
  /** Relations it is made from that have a column of that name. */
  readonly from: readonly string[];
}
