import type { Value } from '../../jinja/value.ts';
import type { PlainMap } from './plain.ts';

export interface ProjectTarget {
  readonly name: string;
  readonly schema: string;
  readonly database: string;
  /** `postgres` or `sqlite`: what `target.type` says and adapter macros are chosen by. */
  readonly type: string;
  /** Whatever else templates may ask of `target`. */
  readonly more?: PlainMap;
}

export interface ProjectOptions {
  readonly target: ProjectTarget;
  /** `--vars`. */
  readonly vars?: PlainMap;
  /** What `env_var` may tell. Nothing of the real environment is reached without it. */
  readonly env?: Readonly<Record<string, string>>;
  /** `flags`, names in capitals: `{ WHICH: 'build', FULL_REFRESH: false }`. */
  readonly flags?: PlainMap;
  /** Macros every project sees, nearest first. `packageName` is `dbt` or an adapter's, such as `dbt_postgres`. */
  readonly builtInMacros?: readonly BuiltInMacros[];
  /** Generic tests that need no macro, `dbt_utils.accepted_range` or `unique`, besides dbt's four. */
  readonly builtInTests?: ReadonlySet<string>;
  /** Names added to what templates see in the first pass, or put in place of ours; `modules` for one. */
  readonly globals?: Readonly<Record<string, Value>>;
  /** Where `log`, `print` and `exceptions.warn` of the first pass go. */
  readonly say?: (text: string, kind: 'log' | 'print' | 'warn') => void;
}

export interface BuiltInMacros {
  readonly packageName: string;
  /** As problems name it. */
  readonly file: string;
  readonly text: string;
  /** Called as `package.name` only, and not there when the project vendors a package of that name. */
  readonly byNameOnly?: boolean;
}
