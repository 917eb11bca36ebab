import type { Plain, PlainMap } from '../plain.ts';
import { isPlainMap } from '../plain.ts';
import type { ProblemList } from '../problem.ts';
import { child, items, type Located, placeOf, plainChild, text } from '../yaml/located.ts';

/** One `dispatch` rule: where macros of a namespace are looked for, first to last. */
export interface DispatchRule {
  readonly namespace: string;
  readonly searchOrder: readonly string[];
}

export interface HookText {
  readonly sql: string;
  readonly at: Located;
}

/** `dbt_project.yml`, with dbt's defaults filled in. */
export interface ProjectFile {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly paths: {
    readonly models: readonly string[];
    readonly seeds: readonly string[];
    readonly snapshots: readonly string[];
    readonly tests: readonly string[];
    readonly macros: readonly string[];
    readonly analyses: readonly string[];
    readonly docs: readonly string[];
  };
  readonly packagesFolder: string;
  readonly vars: PlainMap;
  readonly quoting: Readonly<Record<string, boolean>>;
  readonly dispatch: readonly DispatchRule[];
  readonly onRunStart: readonly HookText[];
  readonly onRunEnd: readonly HookText[];
  /** Folder configs by kind of node, as written. */
  readonly configs: Readonly<Record<ConfigSection, PlainMap>>;
  readonly located: Located;
}

const SECTIONS = {
  model: ['models'],
  seed: ['seeds'],
  snapshot: ['snapshots'],
  test: ['tests', 'data_tests'],
  unit_test: ['unit_tests'],
  source: ['sources'],
  exposure: ['exposures'],
  analysis: ['analyses'],
} as const;
export type ConfigSection = keyof typeof SECTIONS;

export function readProjectFile(located: Located, problems: ProblemList): ProjectFile | null {
  const name = text(child(located, 'name'));
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) {
    problems.error(
      placeOf(child(located, 'name') ?? located),
      name === undefined
        ? 'The project has no name.'
        : `“${name}” can't be a project's name: it may hold letters, digits and _ only.`,
      'Write name: with letters, digits and _ in it.',
      'everything',
    );
    return null;
  }
  const folders = (standard: readonly string[], ...keys: string[]) => {
    const found = child(located, ...keys);
    if (found === undefined) return standard;
    return (found.content.kind === 'list' ? items(found) : [found]).flatMap((one) => text(one) ?? []);
  };
  const models = folders(['models'], 'model-paths', 'source-paths');
  const seeds = folders(['seeds'], 'seed-paths', 'data-paths');
  const snapshots = folders(['snapshots'], 'snapshot-paths');
  const tests = folders(['tests'], 'test-paths');
  const macros = folders(['macros'], 'macro-paths');
  const analyses = folders(['analyses'], 'analysis-paths');
  const everywhere = [...models, ...seeds, ...snapshots, ...macros, ...analyses, ...tests];
  return {
    file: located.file,
    name,
    version: text(child(located, 'version')) ?? '',
    paths: {
      models,
      seeds,
      snapshots,
      tests,
      macros,
      analyses,
      docs: folders(everywhere, 'docs-paths'),
    },
    packagesFolder: text(child(located, 'packages-install-path', 'modules-path')) ?? 'dbt_packages',
    vars: mapAt(located, 'vars'),
    quoting: readQuoting(plainChild(located, 'quoting')),
    dispatch: readDispatch(child(located, 'dispatch'), problems),
    onRunStart: readHooks(child(located, 'on-run-start')),
    onRunEnd: readHooks(child(located, 'on-run-end')),
    configs: readSections(located),
    located,
  };
}

export function readQuoting(value: Plain | undefined): Record<string, boolean> {
  if (!isPlainMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (typeof one === 'boolean' ? [[key, one] as const] : [])),
  );
}

function mapAt(located: Located, ...keys: string[]): PlainMap {
  const found = plainChild(located, ...keys);
  return isPlainMap(found) ? found : {};
}

function readSections(located: Located): Record<ConfigSection, PlainMap> {
  const sections = Object.entries(SECTIONS).map(([kind, keys]) => {
    const merged: PlainMap = Object.assign({}, ...keys.map((key) => mapAt(located, key)));
    return [kind, merged] as const;
  });
  return Object.fromEntries(sections) as Record<ConfigSection, PlainMap>;
}

function readHooks(located: Located | undefined): HookText[] {
  if (located === undefined) return [];
  const list = located.content.kind === 'list' ? items(located) : [located];
  return list.flatMap((one) => {
    const sql = text(child(one, 'sql') ?? one);
    return sql === undefined ? [] : [{ sql, at: child(one, 'sql') ?? one }];
  });
}

function readDispatch(located: Located | undefined, problems: ProblemList): DispatchRule[] {
  return items(located).flatMap((one) => {
    const namespace = text(child(one, 'macro_namespace'));
    const order = child(one, 'search_order');
    if (namespace === undefined || order?.content.kind !== 'list') {
      problems.error(
        placeOf(one),
        'A dispatch rule needs macro_namespace and the list search_order.',
        'Write - macro_namespace: dbt_utils and search_order: [my_project, dbt_utils].',
      );
      return [];
    }
    return [{ namespace, searchOrder: items(order).flatMap((name) => text(name) ?? []) }];
  });
}
