import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import type { Common } from './common.ts';
import type { Figure } from './figure.ts';
import type { RowSet } from './rowSet.ts';

export interface PeriodMaterial extends Common {
  readonly kind: 'period';
  readonly subject: Extract<AuditSubject, { kind: 'period' }>;
  /** Loads, builds, runs, findings, directives and the figures of each day: a sheet each. */
  readonly tables: readonly RowSet[];
  readonly figures: readonly Figure[];
}
