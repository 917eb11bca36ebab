import type { ColumnType } from '../../../../shared/domain/column.ts';
import type { BuildPlace } from '../../../warehouse/builds.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';

export interface RelationColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns of a relation wherever it lies; null when there is none to read. */
export async function relationColumns(
  { store, builds }: Warehouse,
  place: BuildPlace,
): Promise<readonly RelationColumn[] | null> {
  const read = await store.query(`select * from ${builds.written(place)} limit 0`, [], {
    priority: 'interactive',
  });
  return read.ok ? read.value.columns.map(({ name, type }) => ({ name, type: typeText(type) })) : null;
}

function typeText(type: ColumnType): string {
  return type.kind === 'decimal' ? `decimal, ${type.scale} places` : type.kind;
}
