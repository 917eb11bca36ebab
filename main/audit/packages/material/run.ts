import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import type { Common } from './common.ts';
import type { Figure } from './figure.ts';
import type { RowSet } from './rowSet.ts';

export interface RunMaterial extends Common {
  readonly kind: 'run';
  readonly subject: Extract<AuditSubject, { kind: 'run' }>;
  /** A row a step, as the run left it. */
  readonly steps: RowSet;
  /** A row a try. */
  readonly tries: RowSet;
  /** A row a relation that was written, and what of it lies there now. */
  readonly wrote: RowSet;
  readonly figures: readonly Figure[];
}
