import {
  type Disposition,
  type FilePreview,
  type FoundColumn,
  LoadWish,
  type Notation,
  type Reading,
  type SchemaContract,
} from '../../../../shared/contract/files.ts';
import type { ColumnType } from '../../../../shared/domain/column.ts';
import { RelationName } from '../../../../shared/domain/relation.ts';

export interface ColumnEdit extends Notation {
  readonly name?: string | undefined;
  readonly type?: ColumnType | undefined;
  readonly skip?: boolean | undefined;
}

/** What a person changed about how a file is loaded; everything else is as it was found. */
export interface Draft {
  readonly relation: string | null;
  /** By the name in the file. */
  readonly columns: Readonly<Record<string, ColumnEdit>>;
  readonly disposition: Disposition;
  readonly key: readonly string[];
  readonly contract: SchemaContract;
  readonly again: boolean;
}

export const UNCHANGED: Draft = {
  relation: null,
  columns: {},
  disposition: 'append',
  key: [],
  contract: 'evolve',
  again: false,
};

export interface MappedColumn extends FoundColumn {
  readonly skip: boolean;
}

export function mappedColumns(preview: FilePreview, draft: Draft): MappedColumn[] {
  return preview.columns.map((found) => {
    const { name = found.name, type, skip = false, dayOrder, decimalMark } = draft.columns[found.from] ?? {};
    if (type === undefined) return { ...found, name, skip };
    const { note: _, dayOrder: __, decimalMark: ___, ...rest } = found;
    return {
      ...rest,
      name,
      skip,
      type,
      ...(dayOrder && { dayOrder }),
      ...(decimalMark && { decimalMark }),
    };
  });
}

export interface Faults {
  readonly relation?: string;
  readonly key?: string;
  readonly columns?: string;
}

const COLUMN_NAME = /^[a-z_][a-z0-9_]{0,58}$/;

/** What must be mended before this can be loaded, in words beside the field it is about. */
export function faultsOf(preview: FilePreview, draft: Draft): Faults {
  const used = mappedColumns(preview, draft).filter(({ skip }) => !skip);
  const names = used.map(({ name }) => name);
  const relation = relationOf(preview, draft);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  const odd = names.find((name) => !COLUMN_NAME.test(name) || name === '_load' || name === '_row');
  const columns =
    names.length === 0
      ? 'Keep at least one column.'
      : twice !== undefined
        ? `Two columns are called ${twice}: give one another name.`
        : odd !== undefined
          ? `“${odd}” can’t name a column: use lower-case letters, digits and underscores.`
          : undefined;
  const lost = draft.key.find((name) => !names.includes(name));
  const key =
    draft.disposition !== 'merge'
      ? undefined
      : draft.key.length === 0
        ? 'Merge needs a key: the columns that tell one record from another.'
        : lost !== undefined
          ? `${lost} is not among the columns.`
          : undefined;
  return {
    ...(relation.startsWith('raw.') && RelationName.safeParse(relation).success
      ? {}
      : { relation: 'Write it like raw.orders: lower-case letters, digits and underscores.' }),
    ...(key === undefined ? {} : { key }),
    ...(columns === undefined ? {} : { columns }),
  };
}

export function relationOf(preview: FilePreview, draft: Draft): string {
  const written = (draft.relation ?? preview.suggested).trim();
  return written.includes('.') ? written : `raw.${written}`;
}

export function wishOf(
  paths: readonly string[],
  reading: Reading,
  preview: FilePreview,
  draft: Draft,
): LoadWish {
  return LoadWish.parse({
    paths: [...paths],
    reading,
    relation: relationOf(preview, draft),
    columns: Object.entries(draft.columns).map(([from, edit]) => ({ from, ...edit })),
    disposition: draft.disposition,
    key: draft.disposition === 'merge' ? [...draft.key] : [],
    contract: draft.contract,
    again: draft.again,
  });
}
