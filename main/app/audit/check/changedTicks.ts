import type { AuditTick } from '../../../../shared/contract/audit.ts';
import type { Manifest } from '../../../audit/register/manifest.ts';
import type { ComparedFile } from '../../../audit/verify/compareFile.ts';
import { counted, fileTick, foreignTick, tick } from '../../../audit/verify/ticks.ts';
import type { Identified } from './checkMessages.ts';

/** A file that holds the id of a package of ours, and isn't the one that was written. */
export function changedTicks(
  manifest: Manifest,
  file: Pick<Identified, 'sha256' | 'bytes' | 'packageId'>,
  compared: ComparedFile | null,
): AuditTick[] {
  const written = fileTick(file, manifest);
  const told = `${written.told} It was saved again since, by this program or another.`;
  const first: AuditTick = { ...written, told: written.is === 'ok' ? written.told : told };
  if (compared === null) return [first, notKnown()];
  const { changes, marks } = compared;
  const faults = changes.listed.map(
    ({ sheet, cell, was, is }) => `${sheet}${cell === '' ? '' : ` ${cell}`} was “${was}” and is “${is}”`,
  );
  const cells = tick(
    'Cells',
    faults,
    `${counted(compared.compared)} cells and rows that nobody may change are as written.`,
  );
  return [
    first,
    changes.inAll <= 1 ? cells : { ...cells, told: `${counted(changes.inAll)} places differ: ${cells.told}` },
    figuresTick(compared),
    {
      title: 'Marks',
      is: 'ok',
      told:
        marks.length === 0
          ? 'No reviewer wrote anything into it.'
          : `${counted(marks.length)} rows hold what a reviewer wrote: bring the file back to record it.`,
    },
    foreignTick(compared.foreign),
  ];
}

/** As the program that saved it last came to them. */
function figuresTick({ results }: ComparedFile): AuditTick {
  const all = results.flatMap(({ sheet, results: its }) => its.map((one) => ({ ...one, sheet })));
  return tick(
    'Figures',
    all.flatMap(({ ties, row, sheet }) => (ties ? [] : [`${row} on ${sheet} breaks`])),
    `${counted(all.length)} figures and totals tie, as the program that saved it made them.`,
  );
}

function notKnown(): AuditTick {
  return {
    title: 'Cells',
    is: 'not looked at',
    told: 'What the package held is not on record: the warehouse was put back from a backup, or made anew. Make the package again to compare.',
  };
}
