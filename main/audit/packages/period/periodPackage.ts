import { figureTies } from '../common/figureTies.ts';
import type { PeriodMaterial } from '../material/period.ts';
import type { Middle } from '../sheet/frame.ts';

/** Of everything from one day to another. */
export function periodPackage({ tables, figures }: PeriodMaterial): Middle {
  return {
    sets: tables,
    figures,
    names: [],
    headline: {
      name: 'Headline',
      told: 'What the period came to, each figure beside the formula that makes it from the rows behind it.',
    },
    ties: (known) => figureTies(figures, known),
    sheets: () => [],
    index: {},
  };
}
