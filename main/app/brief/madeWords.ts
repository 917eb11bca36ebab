import { dayWords } from '../../../shared/domain/dayWords.ts';
import type { BriefMade } from './makeBrief.ts';

/** What making a brief came to, in a sentence. */
export function madeWords({ open, new: added, judged, live, asOf }: BriefMade): string {
  const spiking = `${live} live ${live === 1 ? 'trend' : 'trends'} as of ${dayWords(asOf)}`;
  const directives = `${open} ${open === 1 ? 'directive is' : 'directives are'} open, ${added} of them new`;
  const came = judged === 0 ? '' : ` What came of ${judged} is known now.`;
  return `${spiking}; ${directives}.${came}`;
}
