import type { DefinedName } from '../../workbook/workbook.ts';
import type { FindingMaterial } from '../material/finding.ts';
import { cellPlace } from '../sheet/draft.ts';
import { ccfPlaces } from './ccfPlaces.ts';
import { alignedPlaces, CCF } from './columns.ts';

/** What formulas and people call cells of a finding's package. */
export function findingNames(material: FindingMaterial): DefinedName[] {
  if (material.working === null) return [];
  const at = alignedPlaces(material);
  const ccf = ccfPlaces(material.working);
  const cell = (name: string, row: number) => ({ name, refersTo: cellPlace(CCF, row, 2) });
  return [
    { name: 'signal_score', refersTo: at.scores('signalScore') },
    { name: 'outcome_score', refersTo: at.scores('outcomeScore') },
    { name: 'signal_deviation', refersTo: at.scores('signalDeviation') },
    { name: 'outcome_deviation', refersTo: at.scores('outcomeDeviation') },
    cell('lag', ccf.lagRow),
    cell('scored_steps', ccf.stepsRow),
    cell('score_unit', ccf.unitRow),
    { name: 'ccf_lead', refersTo: ccf.column(1) },
    { name: 'ccf_r', refersTo: ccf.column(2) },
    { name: 'ccf_size', refersTo: ccf.column(5) },
    { name: 'ccf_p', refersTo: ccf.column(8) },
  ];
}
