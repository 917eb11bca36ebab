import { figureTies } from '../common/figureTies.ts';
import type { RunMaterial } from '../material/run.ts';
import type { Middle } from '../sheet/frame.ts';

/** Of one run of a pipeline: its steps, their tries and what they wrote. */
export function runPackage({ steps, tries, wrote, figures }: RunMaterial): Middle {
  return {
    sets: [steps, tries, wrote],
    figures,
    names: [],
    headline: {
      name: 'Headline',
      told: 'What the run came to, each figure beside the formula that makes it from the sheets Steps, Tries and Wrote.',
    },
    ties: (known) => figureTies(figures, known),
    sheets: () => [],
    index: {},
  };
}
