import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Engine } from '../../../warehouse/store.ts';
import type { ModelNode } from '../../project/nodes.ts';
import { isPlainList, type Plain, type PlainMap } from '../../project/plain.ts';
import { readUniqueKey, type UniqueKey } from './uniqueKey.ts';

export type BuiltInStrategy = 'append' | 'delete+insert' | 'merge';

export type OnSchemaChange = 'ignore' | 'fail' | 'append_new_columns' | 'sync_all_columns';

export interface IncrementalSettings {
  /** As written, `default` when nothing was: what a project's macro of the same name is looked up by. */
  readonly strategyName: string;
  /** Null when only a macro of the project knows it. */
  readonly builtIn: BuiltInStrategy | null;
  readonly key: UniqueKey | null;
  readonly predicates: readonly string[];
  readonly onSchemaChange: OnSchemaChange;
  /** `merge` alone: which columns a match changes. Null: all of them. */
  readonly updateOnly: readonly string[] | null;
  readonly updateExcept: readonly string[] | null;
  /** What a person should hear of though nothing fails. */
  readonly notices: readonly string[];
}

const MODES: readonly OnSchemaChange[] = ['ignore', 'fail', 'append_new_columns', 'sync_all_columns'];

export function readIncrementalSettings(
  node: ModelNode,
  config: PlainMap,
  engine: Engine,
): Result<IncrementalSettings> {
  const refuse = (message: string, next: string) =>
    fail('MODEL_INVALID', {
      message,
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
  const name =
    typeof config['incremental_strategy'] === 'string' ? config['incremental_strategy'] : 'default';
  if (name === 'microbatch')
    return refuse(
      `${node.name} asks for the incremental strategy microbatch, which Leadline doesn't carry out.`,
      'Use delete+insert with a unique_key, or append, and let the model itself choose its period with is_incremental().',
    );
  if (name === 'insert_overwrite')
    return refuse(
      `${node.name} asks for the incremental strategy insert_overwrite, which ${engine === 'sqlite' ? 'SQLite' : 'Postgres'} doesn't have.`,
      'Use delete+insert with a unique_key in its place.',
    );
  const updateOnly = texts(config['merge_update_columns']);
  const updateExcept = texts(config['merge_exclude_columns']);
  if (updateOnly !== null && updateExcept !== null)
    return refuse(
      `${node.name} sets both merge_update_columns and merge_exclude_columns, of which only one can hold.`,
      'Keep the one that is meant and remove the other.',
    );
  const mode = config['on_schema_change'];
  const known = MODES.find((one) => one === mode);
  const notices: string[] = [];
  if (mode !== undefined && mode !== null && known === undefined)
    notices.push(`on_schema_change of ${node.name} is none of ${MODES.join(', ')}: taken as ignore.`);
  return ok({
    strategyName: name,
    builtIn: builtInOf(name, key),
    key,
    predicates: texts(config['predicates']) ?? texts(config['incremental_predicates']) ?? [],
    onSchemaChange: known ?? 'ignore',
    updateOnly,
    updateExcept,
    notices,
  });
}

function builtInOf(name: string, key: UniqueKey | null): BuiltInStrategy | null {
  if (name === 'default') return key === null ? 'append' : 'delete+insert';
  return name === 'append' || name === 'delete+insert' || name === 'merge' ? name : null;
}

function texts(plain: Plain | undefined): readonly string[] | null {
  if (typeof plain === 'string') return plain === '' ? null : [plain];
  if (plain === undefined || !isPlainList(plain)) return null;
  const found = plain.filter((one): one is string => typeof one === 'string');
  return found.length === 0 ? null : found;
}
