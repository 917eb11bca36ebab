import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { SnapshotNode } from '../../project/nodes.ts';
import { isPlainList, isPlainMap, type Plain, type PlainMap } from '../../project/plain.ts';
import { readUniqueKey, type UniqueKey } from '../incremental/uniqueKey.ts';

/** What the columns that tell a version's life are called. */
export interface HistoryNames {
  readonly scdId: string;
  readonly updatedAt: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly isDeleted: string;
}

export type ChangeRule =
  | { readonly kind: 'timestamp'; readonly updatedAt: string }
  | {
      readonly kind: 'check';
      readonly columns: 'all' | readonly string[];
      readonly updatedAt: string | null;
    };

export interface SnapshotSettings {
  readonly rule: ChangeRule;
  readonly key: UniqueKey;
  /** What becomes of a key that is missing from the source. */
  readonly hardDeletes: 'ignore' | 'invalidate' | 'new_record';
  /** SQL of the end an open version has; null: none. */
  readonly validToCurrent: string | null;
  readonly names: HistoryNames;
}

export function readSnapshotSettings(node: SnapshotNode, config: PlainMap): Result<SnapshotSettings> {
  const refuse = (message: string, next: string) =>
    fail('MODEL_INVALID', {
      message: `${node.name}: ${message}`,
      next,
      subject: node.uniqueId,
      problems: [
        {
          file: node.place.file,
          line: Math.max(1, node.place.line),
          column: Math.max(1, node.place.column),
          message,
          severity: 'error',
        },
      ],
    });
  const key = readUniqueKey(config['unique_key']);
  if (key === null)
    return refuse(
      'a snapshot needs a unique_key.',
      'Set unique_key to the column or columns that tell its rows apart.',
    );
  const updatedAt = text(config['updated_at']);
  const strategy = text(config['strategy']);
  let rule: ChangeRule;
  if (strategy === 'timestamp') {
    if (updatedAt === null)
      return refuse(
        'the timestamp strategy needs updated_at.',
        'Set updated_at to the column that says when a row changed.',
      );
    rule = { kind: 'timestamp', updatedAt };
  } else if (strategy === 'check') {
    const columns = checkColumns(config['check_cols']);
    if (columns === null)
      return refuse(
        'the check strategy needs check_cols.',
        "Set check_cols to a list of columns, or to 'all'.",
      );
    rule = { kind: 'check', columns, updatedAt };
  } else
    return refuse(
      strategy === null ? 'a snapshot needs a strategy.' : `the strategy ${strategy} is not known.`,
      "Set strategy to 'timestamp' or to 'check'.",
    );

  const old = config['invalidate_hard_deletes'];
  const mode = text(config['hard_deletes']);
  if (mode !== null && old !== undefined && old !== null)
    return refuse(
      'invalidate_hard_deletes and hard_deletes can’t both be set.',
      'Keep hard_deletes and remove invalidate_hard_deletes.',
    );
  if (mode !== null && mode !== 'ignore' && mode !== 'invalidate' && mode !== 'new_record')
    return refuse(`hard_deletes can’t be ${mode}.`, 'Set it to ignore, invalidate or new_record.');
  return ok({
    rule,
    key,
    hardDeletes: mode ?? (old === true ? 'invalidate' : 'ignore'),
    validToCurrent: text(config['dbt_valid_to_current']),
    names: historyNames(config['snapshot_meta_column_names']),
  });
}

function text(plain: Plain | undefined): string | null {
  return typeof plain === 'string' && plain.trim() !== '' ? plain : null;
}

function checkColumns(plain: Plain | undefined): 'all' | readonly string[] | null {
  if (plain === 'all') return 'all';
  if (plain === undefined || !isPlainList(plain) || plain.length === 0) return null;
  return plain.filter((one): one is string => typeof one === 'string');
}

function historyNames(plain: Plain | undefined): HistoryNames {
  const given = isPlainMap(plain) ? plain : {};
  return {
    scdId: text(given['dbt_scd_id']) ?? 'dbt_scd_id',
    updatedAt: text(given['dbt_updated_at']) ?? 'dbt_updated_at',
    validFrom: text(given['dbt_valid_from']) ?? 'dbt_valid_from',
    validTo: text(given['dbt_valid_to']) ?? 'dbt_valid_to',
    isDeleted: text(given['dbt_is_deleted']) ?? 'dbt_is_deleted',
  };
}
