import type { AuditVariant } from '../../../shared/domain/audit.ts';
import type { Row } from '../../../shared/domain/column.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';
import type { Material } from '../../audit/packages/material/material.ts';
import type { SetTotals } from '../../audit/verify/packagePrint.ts';
import type { WriteProgress, WrittenWorkbook } from '../../audit/write/writeWorkbook.ts';

/** What the thread that writes is handed when it begins. */
export interface PackageTask {
  readonly material: Material;
  readonly variant: AuditVariant;
  readonly path: string;
}

export type FromPackageThread =
  | {
      readonly is: 'page wanted';
      readonly id: number;
      readonly set: string;
      readonly offset: number;
      readonly limit: number;
    }
  /** All pages are read: were they of one version? */
  | { readonly is: 'all read'; readonly id: number }
  | { readonly is: 'progress'; readonly progress: WriteProgress }
  | {
      readonly is: 'done';
      readonly packageId: string;
      readonly sets: readonly SetTotals[];
      readonly written: Result<WrittenWorkbook>;
    };

export type ToPackageThread =
  | { readonly is: 'page'; readonly id: number; readonly rows: readonly Row[] }
  | { readonly is: 'sound'; readonly id: number }
  | { readonly is: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly is: 'cancel' };
