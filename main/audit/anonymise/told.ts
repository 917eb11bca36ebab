import type { Anonymised } from '../packages/material/common.ts';
import type { Material } from '../packages/material/material.ts';
import type { AnonymisedTable } from './tables.ts';
import type { Treatment } from './treatments.ts';

/** What was done, what still ties and what can't: for the sheet that says it. */
export function toldOf(
  material: Material,
  tables: Iterable<AnonymisedTable>,
  dropped: readonly string[],
  tableOf: (name: string) => string,
): Anonymised {
  const all = [...tables];
  const isFinding = material.kind === 'finding';
  const treated = (of: (one: Treatment) => boolean) => [
    ...new Set(all.flatMap(({ treatments }) => treatments.filter(of)).map(({ column }) => column.name)),
  ];
  const [banded, left, scaled] = [
    treated(({ is }) => is === 'in bands'),
    treated(({ is }) => is === 'left out'),
    treated(({ scales }) => scales),
  ];
  const hidden = all.flatMap((table) =>
    [...table.hidden].flatMap(([column, { cells, sum, totalToo }]) =>
      cells === 0
        ? []
        : [
            totalToo
              ? `${tableOf(table.set.name)}, ${column}: its small counts, and its total, which would tell them.`
              : `${tableOf(table.set.name)}, ${column}: ${cells.toLocaleString('en')} counts, which come to ${sum.toLocaleString('en')} together.`,
          ],
    ),
  );
  return {
    done: [
      'Names of people, products, trends, series, sources, streams, files, studies, relations and of this workspace stand under a key that never leaves its vault: the same name is the same pseudonym in every package of it.',
      'Statements, sentences, notes, descriptions, refused records and reasons are left out; so are texts and documents in tables.',
      'Digests are made again under the key: those of the originals could be compared with files somebody has.',
      ...(banded.length > 0 ? [`Ages and incomes stand in bands: ${banded.join(', ')}.`] : []),
      ...(left.length > 0 ? [`Columns left out: ${left.join(', ')}.`] : []),
      ...(scaled.length > 0
        ? [
            `Amounts are multiplied by one secret number: ${scaled.join(', ')}. Whoever knows one true amount knows them all.`,
          ]
        : []),
      ...(isFinding
        ? [
            'In place of the values of both series stand their scores: the order of what was new in each step, without its size. Steps before the first score are left out.',
          ]
        : [
            'Counts from 1 to 4 are left out. Where one alone would follow from the total of its column, or all of them together would come to less than 5, one more is.',
            ...hidden,
          ]),
      'Names of columns, days, the zone and the currency stand as they are.',
    ],
    ties: isFinding
      ? [
          'The correlation at every lead, the strongest lead, its p, the windows: all by formula from the scores, as in the full package.',
          'Counts of the records behind both series.',
        ]
      : [
          'Every figure of the headline, by formula over the rows of this package. Beside it stands the app’s figure less what was left out, and times the secret number where it is of money.',
          'Ratios of amounts, such as margins, are those of the full package.',
        ],
    cannot: [
      ...(isFinding
        ? [
            'From the values to the scores: logarithm, calendar and own past need the amounts.',
            'Totals and averages of the two series, and correlations of raw counts.',
          ]
        : dropped.map((title) => `${title}: of a column that was left out, renamed or put in bands.`)),
      'Control totals under 5.',
      'A record of a file: lineage ids lead to loads, whose files and digests only the full package names.',
    ],
  };
}
