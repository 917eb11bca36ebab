import type { AuditSubject } from '../../../../shared/domain/audit.ts';
import type { Common } from './common.ts';
import type { Figure } from './figure.ts';
import type { RowSet } from './rowSet.ts';

/** A page of figures: what Home tells of a study, or a dashboard. */
export interface DashboardMaterial extends Common {
  readonly kind: 'dashboard';
  readonly subject: Extract<AuditSubject, { kind: 'dashboard' }>;
  readonly tiles: readonly Tile[];
}

export interface Tile {
  readonly id: string;
  readonly title: string;
  /** What it is and where it comes from, as one would explain it. */
  readonly definition: string;
  /** The statement that was asked; null where the figure isn't one of a statement. */
  readonly query: string | null;
  readonly rows: RowSet;
  readonly figures: readonly Figure[];
  /** What the tile shows of all there is, by its filter. */
  readonly filter: {
    readonly told: string;
    readonly shown: number;
    readonly excluded: number;
    readonly total: number;
  } | null;
}
