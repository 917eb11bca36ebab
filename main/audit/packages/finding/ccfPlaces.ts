import { placeOf } from '../../workbook/reference.ts';
import type { Working } from '../material/finding.ts';
import { CCF } from './columns.ts';

/** Where what stands on the sheet of correlations. Title, explanation and an empty row come first. */
export function ccfPlaces({ maxLead }: Pick<Working, 'maxLead'>) {
  const lagRow = 4;
  const headingRow = 14;
  const first = headingRow + 1;
  const last = first + 2 * maxLead;
  return {
    ...{ lagRow, stepsRow: lagRow + 1, unitRow: lagRow + 2, rRow: lagRow + 3, overlapRow: lagRow + 4 },
    ...{ pointwiseRow: lagRow + 5, allLeadsRow: lagRow + 6, headingRow, first, last },
    rowOf: (lead: number) => first + lead + maxLead,
    column: (left: number) => placeOf(CCF, { top: first, left, bottom: last, right: left }),
  };
}
