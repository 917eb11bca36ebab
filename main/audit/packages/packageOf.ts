import type { AuditVariant } from '../../../shared/domain/audit.ts';
import type { PageSheet, Sheet, Workbook, WrittenData } from '../workbook/workbook.ts';
import { ANONYMISED, anonymisedSheet } from './common/anonymised.ts';
import { CHECKS, checksSheet } from './common/checks.ts';
import { INDEX, indexSheet } from './common/contents.ts';
import { CONTROLS, controlsSheet } from './common/controls.ts';
import { COVER, coverSheet } from './common/cover.ts';
import { EXCEPTIONS, exceptionsSheet } from './common/exceptions.ts';
import { headlineSheet } from './common/headline.ts';
import { LINEAGE, lineageSheet } from './common/lineage.ts';
import { PARAMETERS, parametersSheet } from './common/parameters.ts';
import { REFUSED, refusedSheet } from './common/refused.ts';
import { REVIEW, reviewSheet } from './common/review.ts';
import { SOURCES, sourcesSheet } from './common/sources.ts';
import type { Measure } from './material/common.ts';
import type { Material } from './material/material.ts';
import type { RowsOf } from './material/rowSet.ts';
import { middleOf } from './middleOf.ts';
import { packageIdOf } from './packageId.ts';
import { dataSheetOf } from './sheet/dataSheet.ts';
import type { Known, Later, Middle } from './sheet/frame.ts';
import { createTally, type Tally } from './sheet/tally.ts';

const TOLD: Readonly<Record<string, string>> = {
  [COVER]: 'What was found, in words; scope, status and sign-off.',
  [ANONYMISED]: 'What was done so that nobody can be told from it, what still ties, and what can’t.',
  [INDEX]: 'This sheet: what is where, and what the marks mean.',
  [PARAMETERS]: 'What was asked, with which settings, and what Excel doesn’t make again.',
  [CONTROLS]: 'Counts and sums from the source over staging and marts to the sheets.',
  [CHECKS]: 'Rules that the relations behind this were held to.',
  [SOURCES]: 'Loads with the hashes of their files, to follow a lineage id back.',
  [REFUSED]: 'Records that came and could not be taken in, with the reason.',
  [LINEAGE]: 'Relations on the way from the sources, and the statements between them.',
  [EXCEPTIONS]: 'What needs a decision, with room for it.',
  [REVIEW]: 'Marks, comments, initials and days of the reviewer.',
};

/** A package as a workbook: the same material and variant make the same one. */
export function packageOf(material: Material, variant: AuditVariant, rowsOf: RowsOf): Workbook {
  const packageId = packageIdOf(material, variant);
  const middle = middleOf(material, variant);
  const tallies = talliesOf(material, middle);
  const later = knownLater({ material, variant, packageId }, middle, tallies);
  const withRows = variant !== 'summary';
  const data = withRows
    ? middle.sets.map((set) => dataSheetOf(set, rowsOf, tallies.get(set.name) ?? createTally([], [])))
    : [];
  const headline = headlineSheet(later, middle);
  const own = middle.sheets(later);
  const rest = [
    controlsSheet(later),
    checksSheet(later),
    lineageSheet(later),
    sourcesSheet(later),
    ...(material.refused.length === 0 ? [] : [refusedSheet(later)]),
    exceptionsSheet(later),
    reviewSheet(later, middle),
  ];
  const told: Readonly<Record<string, string>> = {
    ...TOLD,
    ...middle.index,
    [middle.headline.name]: 'Every figure beside the formula that makes it anew, with the difference.',
    ...Object.fromEntries(middle.sets.map(({ name, title }) => [name, title])),
  };
  const hidden = material.anonymised === undefined ? [] : [anonymisedSheet(material.anonymised)];
  const tabs = [
    COVER,
    INDEX,
    PARAMETERS,
    ...[...hidden, headline, ...own, ...data, ...rest].map(({ name }) => name),
  ];
  const lines = tabs.map((sheet) => ({ sheet, told: told[sheet] ?? '' }));
  const first: PageSheet[] = [
    coverSheet(later, middle),
    indexSheet(later, lines),
    parametersSheet(later),
    ...hidden,
    headline,
  ];
  const sheets: Sheet[] = [...first, ...own, ...data, ...rest];
  return {
    sheets,
    names: middle.names,
    properties: {
      ...{ title: material.title, subject: subjectWords(material), creator: `Leadline ${material.program}` },
      ...{ description: material.conclusion, created: material.asOf, packageId },
    },
  };
}

function knownLater(
  fixed: Pick<Known, 'material' | 'variant' | 'packageId'>,
  middle: Middle,
  tallies: ReadonlyMap<string, Tally>,
): Later {
  const columns = new Map(middle.sets.map((set) => [set.name, set.columns]));
  return (written: ReadonlyMap<string, WrittenData>) => ({
    ...fixed,
    written,
    standing(table) {
      const [data, its] = [written.get(table), columns.get(table)];
      return data === undefined || its === undefined ? null : { parts: data.parts, columns: its };
    },
    valueOf: (table, measure) => tallies.get(table)?.valueOf(measure) ?? null,
  });
}

/** What is asked of each table by figures and control totals. */
function talliesOf(material: Material, middle: Middle): ReadonlyMap<string, Tally> {
  const asked = new Map<string, Measure[]>();
  const ask = (table: string, measure: Measure) => asked.set(table, [...(asked.get(table) ?? []), measure]);
  for (const { table, measure } of middle.figures) ask(table, measure);
  for (const { value } of material.controls) if (value.is === 'live') ask(value.table, value.measure);
  return new Map(middle.sets.map((set) => [set.name, createTally(set.columns, asked.get(set.name) ?? [])]));
}

function subjectWords({ subject }: Material): string {
  switch (subject.kind) {
    case 'finding':
      return `finding: ${subject.signal} and ${subject.outcome} of ${subject.study}`;
    case 'dashboard':
      return `dashboard: ${subject.name}`;
    case 'relation':
      return `relation: ${subject.relation}`;
    case 'run':
      return `run: ${subject.run}`;
    case 'period':
      return `period: ${subject.from} to ${subject.to}`;
  }
}
