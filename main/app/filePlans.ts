import type { FilePreview, FoundColumn, LoadWish, Reading } from '../../shared/contract/files.ts';
import type { Column, ColumnType } from '../../shared/domain/column.ts';
import { LONGEST_COLUMN_NAME, snakeCase } from '../../shared/domain/columnName.ts';
import { type RelationName, relationName } from '../../shared/domain/relation.ts';
import type { FilePlan, Preview, PreviewColumn, Rules } from '../sources/files/plan.ts';
import { planFile } from '../sources/files/plan.ts';

const UNSURE = 0.7;

/** What a screen shows of a preview. */
export function shownPreview(
  preview: Preview,
  reading: Reading,
  files: readonly { path: string; bytes: number }[],
): FilePreview {
  const { format, packing, choices, notes, columns, rows, confidence } = preview;
  const unsure = confidence < UNSURE ? ['How the file is read is not certain: compare the first rows.'] : [];
  return {
    files: [...files],
    format: format.kind,
    packing: packing.kind,
    reading: { ...reading, ...usedReading(preview) },
    choices: [...choices],
    columns: foundColumns(columns),
    rows: rows.map((row) => [...row]),
    notes: [...unsure, ...leftUnread(preview, reading), ...notes],
    suggested: suggestedRelation(nameToBear(preview, files.length)),
  };
}

/** One sheet or one file of an archive is a load; a person who chose none must know of the others. */
export function leftUnread(preview: Preview, { sheet, entry }: Reading): string[] {
  const { format, packing, choices } = preview;
  if (choices.length < 2) return [];
  if (format.kind === 'excel' && sheet === undefined)
    return [`The workbook has ${choices.length} sheets; “${format.sheet}” is read: ${someOf(choices)}.`];
  if (format.kind !== 'excel' && packing.kind === 'zip' && entry === undefined)
    return [`The archive holds ${choices.length} files; ${packing.entry} is read: ${someOf(choices)}.`];
  return [];
}

function someOf(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : names.join(', ');
}

/** Files of one folder go by its name, a part of an archive or workbook by its own. */
function nameToBear({ path, format, packing, choices }: Preview, files: number): string {
  if (files > 1) return path.split(/[/\\]/).at(-2) ?? path;
  if (choices.length < 2) return path;
  if (format.kind === 'excel') return `${bareName(path)} ${format.sheet}`;
  return packing.kind === 'zip' ? packing.entry : path;
}

function usedReading({ format, packing }: Preview): Reading {
  const entry = packing.kind === 'zip' ? { entry: packing.entry } : {};
  if (format.kind === 'csv') {
    const { encoding, delimiter, header } = format;
    return { ...entry, encoding, delimiter, header };
  }
  if (format.kind === 'json') return { ...entry, encoding: format.encoding };
  if (format.kind === 'excel') return { ...entry, sheet: format.sheet, header: format.header };
  return entry;
}

export function foundColumns(columns: readonly PreviewColumn[]): FoundColumn[] {
  const keys = keysOf(columns);
  return columns.map(({ name, type, note, dayOrder, decimalMark }, at) => ({
    from: keys[at] ?? name,
    name,
    type,
    nullable: true,
    ...(note !== undefined && { note }),
    ...(dayOrder && { dayOrder }),
    ...(decimalMark && { decimalMark }),
  }));
}

/** What tells the columns of a file apart, in this file and in others of its kind: the name it gives them. */
function keysOf(columns: readonly PreviewColumn[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ original }, at) => {
    const bare = original.trim() === '' ? `column ${at + 1}` : original;
    const times = (seen.get(bare) ?? 0) + 1;
    seen.set(bare, times);
    return times === 1 ? bare : `${bare} (${times})`;
  });
}

/**
 * The columns as they would land in a relation that is there already: a month whose amounts happen to be whole is still a
 * month of amounts. What would lose something as the relation has it stays as found, for the contract to decide.
 */
export function asInRelation(
  columns: readonly FoundColumn[],
  wish: LoadWish,
  there: readonly Column[],
): FoundColumn[] {
  return columns.map((found) => {
    const wished = wish.columns.find(({ from }) => from === found.from);
    const type = there.find(({ name }) => name === (wished?.name ?? found.name))?.type;
    return type !== undefined && losesNothing(found.type, type) ? { ...found, type } : found;
  });
}

function losesNothing(from: ColumnType, to: ColumnType): boolean {
  if (to.kind === 'text') return true;
  if (to.kind === 'number') return from.kind === 'integer' || from.kind === 'decimal';
  if (to.kind !== 'decimal') return false;
  return (
    from.kind === 'integer' || from.kind === 'number' || (from.kind === 'decimal' && from.scale <= to.scale)
  );
}

/** `first` decides for every file of a load: what is an amount in one can't be a whole number in the next. */
export function planAs(preview: Preview, wish: LoadWish, first: readonly FoundColumn[]): FilePlan {
  const keys = keysOf(preview.columns);
  const columns = keys.flatMap((key, position) => {
    const like = first.find(({ from }) => from === key);
    const wished = wish.columns.find(({ from }) => from === key);
    const { dayOrder, decimalMark, type, name } = wished?.type
      ? { ...wished, name: wished.name ?? like?.name }
      : { ...like, name: wished?.name ?? like?.name };
    return [
      {
        position,
        skip: wished?.skip ?? false,
        ...(name !== undefined && { name }),
        ...(type && { type }),
        ...(dayOrder && { dayOrder }),
        ...(decimalMark && { decimalMark }),
      },
    ];
  });
  return planFile(preview, { columns, ...rulesOf(wish) });
}

/** A value that can't be read costs its row, unless the wish is to lose no row. */
function rulesOf({ contract }: LoadWish): Partial<Rules> {
  return contract === 'discard-value'
    ? { unreadable: 'null', ragged: 'pad', unplanned: 'ignore' }
    : { unreadable: 'reject', ragged: 'reject', unplanned: 'reject' };
}

export function suggestedRelation(path: string): RelationName {
  const name = snakeCase(bareName(path)).slice(0, LONGEST_COLUMN_NAME);
  return relationName('raw', /^[a-z]/.test(name) ? name : `file_${name}`.replace(/_$/, ''));
}

function bareName(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? '';
  return file.replace(/\.(gz|zip)$/i, '').replace(/\.[a-z0-9]{1,8}$/i, '');
}
