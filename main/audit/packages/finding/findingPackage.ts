import type { AuditVariant } from '../../../../shared/domain/audit.ts';
import type { FindingMaterial } from '../material/finding.ts';
import type { Middle } from '../sheet/frame.ts';
import { alignedSheet } from './aligned.ts';
import { ccfSheet } from './ccf.ts';
import { ALIGNED, CCF, ROBUSTNESS } from './columns.ts';
import { findingTies } from './headline.ts';
import { findingNames } from './names.ts';
import { robustnessSheet } from './robustness.ts';
import { storedCcfSheet } from './storedCcf.ts';

/** Of one pair: how it was compared, live from the values to the correlation. */
export function findingPackage(material: FindingMaterial, variant: AuditVariant): Middle {
  const { working, signal, outcome } = material;
  const withRows = variant !== 'summary';
  return {
    sets: [signal.raw, outcome.raw],
    figures: [],
    names: withRows ? findingNames(material) : [],
    headline: {
      name: 'Headline',
      told:
        working === null
          ? 'The pair was refused, so that there are no figures: the cover says why, and what would help.'
          : 'What the finding says, each figure beside the formula that makes it from the sheet Aligned series.',
    },
    ties: (known) => findingTies(material, known),
    sheets: () => {
      if (working === null) return withRows ? [alignedSheet(material)] : [];
      if (!withRows) return [storedCcfSheet(working), robustnessSheet(material, working, false)];
      return [ccfSheet(material, working), alignedSheet(material), robustnessSheet(material, working, true)];
    },
    index: {
      [CCF]: 'The correlation at every lead, with its bands, a lag to choose, overlay and scatter.',
      [ALIGNED]: 'Both series on one calendar, from the value to the score, with lineage ids.',
      [ROBUSTNESS]: 'Windows, other questions, series that can’t be related.',
    },
  };
}
