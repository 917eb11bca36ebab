import type { Row } from '../../../../shared/domain/column.ts';
import type { RelationName } from '../../../../shared/domain/relation.ts';
import type { Result } from '../../../../shared/errors/failure.ts';
import type { Material } from '../../../audit/packages/material/material.ts';

/** Rows that are too many to be handed over, by the name of their set. */
export type PageOf = (
  page: { readonly set: string; readonly offset: number; readonly limit: number },
  signal: AbortSignal,
) => Promise<Result<readonly Row[]>>;

export interface Gathered<M extends Material = Material> {
  readonly material: M;
  readonly pageOf: PageOf;
  /** What is paged: when one of them is written meanwhile, pages would be of two versions. */
  readonly paged: readonly RelationName[];
}

/** More than this crosses a thread in pages. */
export const MOST_AT_ONCE = 5_000;
