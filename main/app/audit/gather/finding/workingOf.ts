import type { LeadLine, WindowLine, Working } from '../../../../audit/packages/material/finding.ts';
import { pearson } from '../../../../insight/correlation/pearson.ts';
import { correctedPicture, rawPicture } from '../../../../insight/exploring/leadPicture.ts';
import { rollingWindows } from '../../../../insight/exploring/rollingWindows.ts';
import type { Evidence, EvidenceOptions, StudiedPair } from '../../../../insight/finding/evidence.ts';
import { correlateScores } from '../../../../insight/lead/leadCorrelation.ts';
import { plain } from './answerFinding.ts';
import { variantsOf } from './variantsOf.ts';

/** Every lead, every window, other questions, and what chance comes to. */
export function workingOf(evidence: Evidence, pair: StudiedPair, options: EvidenceOptions): Working {
  const { leads, maxLead, strongest } = evidence;
  const corrected = correctedPicture(evidence);
  const raw = rawPicture(pair, maxLead);
  return {
    ...{ maxLead, warmup: leads.warmup },
    strongest: { lead: strongest.lead, r: strongest.correlation },
    ...{ pointwise: corrected.pointwise, allLeads: corrected.allLeads ?? Number.NaN },
    leads: Array.from(corrected.r, (r, i): LeadLine => {
      const lead = i - maxLead;
      return {
        ...{ lead, r: plain(r), pairs: corrected.n[i] ?? 0, p: plain(corrected.p[i]) },
        overlap: overlapOf(leads.signal, leads.outcome, lead),
        raw: plain(raw.r[i]),
      };
    }),
    windows: rollingWindows(evidence).map(({ from, to, peak, agrees }): WindowLine => {
      const cut = (scores: Float64Array) => scores.subarray(from - leads.warmup, to - leads.warmup);
      return {
        ...{ from, to: to - 1, agrees, lead: peak?.lead ?? null, r: plain(peak?.value) },
        atLead: overlapOf(cut(leads.signal), cut(leads.outcome), strongest.lead),
      };
    }),
    variants: variantsOf(evidence, pair, options),
    placebo: placeboOf(evidence),
  };
}

/** Pearson's r of the steps that overlap at a lead, with their own means. */
function overlapOf(x: Float64Array, y: Float64Array, lead: number): number | null {
  const [ahead, behind] = [Math.max(0, lead), Math.max(0, -lead)];
  return plain(pearson(x.subarray(behind, x.length - ahead), y.subarray(ahead, y.length - behind)).r);
}

const SHIFTS = 20;

/**
 * The scores of the signal, moved around the period as in a ring, at even distances and never near where they were. No chance is drawn, so that everyone
 * gets the same. Null where the period is too short for moves that are far enough.
 */
function placeboOf({ leads, maxLead }: Evidence): Working['placebo'] {
  const { length } = leads.signal;
  const [least, most] = [3 * maxLead, length - 3 * maxLead];
  if (most - least < SHIFTS) return null;
  const shifts = Array.from({ length: SHIFTS }, (_, i) => {
    const by = Math.round(least + ((most - least) * i) / (SHIFTS - 1));
    const moved = leads.signal.map((_, t) => leads.signal[(t + by) % length] as number);
    const { peak } = correlateScores(moved, leads.outcome, maxLead);
    return { by, r: peak?.value ?? 0, lead: peak?.lead ?? 0 };
  });
  return { shifts };
}
