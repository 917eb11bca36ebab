import { RelationName } from '../../../shared/domain/relation.ts';
import type {
  CheckTold,
  Common,
  Control,
  Exception,
  Parameter,
  Source,
} from '../packages/material/common.ts';
import { createLine } from './line.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { isSmall } from './small.ts';
import type { Texts } from './texts.ts';

/** What every package tells of the way from the sources, without names. Statements, reasons and descriptions are left out. */
export function anonymisedAround(
  material: Common,
  pseudonyms: Pseudonyms,
  texts: Texts,
): Pick<
  Common,
  | 'workspace'
  | 'parameters'
  | 'queries'
  | 'sources'
  | 'refused'
  | 'relations'
  | 'checks'
  | 'exceptions'
  | 'notRecomputed'
  | 'names'
> {
  return {
    workspace: pseudonyms.of('workspace', material.workspace),
    parameters: material.parameters.flatMap((one) => parameterOf(one, pseudonyms)),
    queries: [],
    sources: sourcesOf(material.sources, pseudonyms),
    refused: [],
    relations: material.relations.map(({ relation, from, rows, version, at }) => ({
      relation: pseudonyms.relation(relation),
      from: from.map((one) => pseudonyms.relation(one)),
      rows: told(rows),
      version: version === null ? null : pseudonyms.digest(version).slice(0, 16),
      ...{ at, about: '', sql: null },
    })),
    checks: material.checks.map((one) => checkOf(one, material, pseudonyms)),
    exceptions: material.exceptions.map((one) => exceptionOf(one, pseudonyms)),
    notRecomputed: material.notRecomputed.map((one) => ({ ...one, method: texts.clean(one.method) })),
    names: [],
  };
}

function told(count: number | null): number | null {
  return count === null || isSmall(count) ? null : count;
}

/** Parameters whose text is the program's, by their group and name. */
const PLAIN: ReadonlySet<string> = new Set([
  ...[
    'series grain',
    'series duplicates',
    'series missing steps',
    'preparing transform',
    'preparing seasons',
  ],
  ...['preparing longest past', 'preparing scores', 'comparing leads', 'comparing p of a claim'],
  ...['comparing q of a claim', 'comparing windows', 'comparing resamples', 'comparing seed'],
  ...['acting latency', 'acting reaction', 'rows sampling', 'period zone', 'run kind', 'environment program'],
]);
const GROUPS: ReadonlySet<string> = new Set([
  ...['study', 'series', 'preparing', 'comparing', 'acting', 'relation', 'rows', 'run', 'environment'],
  ...['period', 'brief'],
]);

function parameterOf(one: Parameter, pseudonyms: Pseudonyms): Parameter[] {
  const { group, name, value } = one;
  if (PLAIN.has(`${group} ${name}`)) return [one];
  const asRelation = RelationName.safeParse(name);
  const called = group === 'data' && asRelation.success ? pseudonyms.relation(name) : name;
  if (!GROUPS.has(group) && called === name) return [];
  if (typeof value !== 'string') return [{ group, name: called, value, told: '' }];
  if (RelationName.safeParse(value).success)
    return [{ group, name: called, value: pseudonyms.relation(value), told: '' }];
  if (/^[0-9a-f]{64}$/.test(value))
    return [
      { group, name: called, value: pseudonyms.digest(value), told: 'Under a key: not the digest itself.' },
    ];
  return [{ group, name: called, value: null, told: 'Left out.' }];
}

/** Rows of the loads of one relation have their total among the control totals. */
function sourcesOf(sources: readonly Source[], pseudonyms: Pseudonyms): Source[] {
  const shown = (of: (one: Source) => number | null) => {
    const hidden = new Set<Source>();
    for (const relation of new Set(sources.map((one) => one.relation))) {
      const its = sources.filter((one) => one.relation === relation);
      const line = createLine();
      for (const one of its) line.add(of(one));
      const { further, totalToo } = line.hidden();
      for (const [at, one] of its.entries())
        if (totalToo || at === further || isSmall(of(one) ?? 0)) hidden.add(one);
    }
    return (one: Source) => (hidden.has(one) ? null : of(one));
  };
  const [rows, refused, used] = [
    shown((one) => one.rows),
    shown((one) => one.refused),
    shown((one) => one.records?.used ?? null),
  ];
  return sources.map((one) => {
    const count = used(one);
    return {
      ...{ load: one.load, at: one.at, disposition: one.disposition, rows: rows(one), refused: refused(one) },
      source: pseudonyms.of('source', one.source),
      stream: pseudonyms.of('stream', one.stream),
      relation: pseudonyms.relation(one.relation),
      file: one.file === null ? null : pseudonyms.of('file', one.file),
      sha256: one.sha256 === null ? null : pseudonyms.digest(one.sha256),
      schemaVersion: pseudonyms.digest(one.schemaVersion),
      // From first to last would tell how many.
      records: one.records === null || count === null ? null : { ...one.records, used: count },
    };
  });
}

const RULES: ReadonlySet<string> = new Set(['not_null', 'unique', 'accepted_values', 'relationships']);

function checkOf(one: CheckTold, { relations }: Common, pseudonyms: Pseudonyms): CheckTold {
  const { column, observed, result, severity, at, threshold, about } = one;
  // Models are told without their layer.
  const its = relations.find(({ relation }) => relation === about || relation.split('.')[1] === about);
  return {
    id: pseudonyms.of('check', one.id),
    rule: RULES.has(one.rule) ? one.rule : pseudonyms.of('rule', one.rule),
    about: its === undefined ? pseudonyms.of('relation', about) : pseudonyms.relation(its.relation),
    threshold: threshold !== null && /^[<>=!]+\s*\d+$/.test(threshold) ? threshold : null,
    ...{ column, observed: told(observed), result, severity, at, message: '' },
  };
}

const FOUND: Readonly<Record<string, string>> = {
  check: 'A check speaks against a relation behind this package.',
  load: 'Records of a load could not be taken in.',
  study: 'The study noted something about the pair.',
  version: 'Something behind this was written anew since.',
  column: 'A column has no value in any row.',
  step: 'A step of the run did not end as it should.',
  try: 'A try of a step failed or was interrupted.',
  scheduler: 'The program ended under the run, which was taken up again.',
  brief: 'Something that the brief is made from is missing or out of date.',
};

/** Ids stay the same from package to package, so that marks come back by them. */
function exceptionOf({ id, severity, found, rows }: Exception, pseudonyms: Pseudonyms): Exception {
  const [by = ''] = found.split(' ');
  const gap = /^gap (signal|outcome) (\d{4}-\d{2}-\d{2}[T\d:.Z]*)$/.exec(id);
  return {
    ...{ id: pseudonyms.of('exception', id), severity, found: by in FOUND || by === 'calendar' ? by : 'app' },
    told:
      gap === null
        ? `${FOUND[by] ?? 'Something was noted.'} What it says is in the full package.`
        : `A gap in the ${gap[1]} that begins on ${gap[2]}.`,
    rows: by === 'calendar' ? rows : told(rows),
  };
}

/** Numbered, since their ids are made of names. Small counts are left out with all that has to equal them. */
export function anonymisedControls(
  controls: readonly Control[],
  {
    pseudonyms,
    texts,
    tableOf,
  }: {
    readonly pseudonyms: Pseudonyms;
    readonly texts: Texts;
    readonly tableOf: (name: string) => string;
  },
): Control[] {
  const numbers = new Map(controls.map(({ id }, at) => [id, `control ${at + 1}`]));
  return controls.map((one): Control => {
    const { stage, value, against, of } = one;
    const isHidden = value.is === 'stored' && typeof value.value === 'number' && isSmall(value.value);
    return {
      ...{ id: numbers.get(one.id) ?? '', stage, what: texts.clean(one.what) },
      of: RelationName.safeParse(of).success ? pseudonyms.relation(of) : tableOf(of),
      value: isHidden
        ? { is: 'stored', value: null }
        : value.is === 'live'
          ? { ...value, table: tableOf(value.table) }
          : value,
      against: against === null ? null : (numbers.get(against) ?? null),
      told: isHidden ? 'Left out: under 5.' : texts.clean(one.told),
    };
  });
}
