import { steps, USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import type { PairToggles } from '../../../shared/domain/pairToggles.ts';
import { autocorrelation } from '../correlation/autocorrelation.ts';
import type { Evidence } from '../finding/evidence.ts';
import type { PreparedSeries } from '../lead/prepareSeries.ts';
import { variancePresent } from '../numbers/moments.ts';
import { calledIn } from '../series/alignPair.ts';
import type { LeadPicture } from './leadPicture.ts';

/** Leads this near to each other are one. */
const NEAR = 2;
/** From here on a share is worth a mention. */
const MUCH = 0.1;

/** Why the raw picture and the corrected one differ, in one sentence. */
export function whyDifferent(
  evidence: Evidence,
  raw: LeadPicture,
  corrected: LeadPicture,
  toggles: PairToggles,
): string {
  const { grain = USUAL_GRAIN } = evidence.pair;
  const called = calledIn(evidence.pair);
  if (nothingDone(toggles))
    return 'Nothing is taken out under these settings, so that both pictures are the raw one.';
  const outside = countOutside(raw.r, raw.pointwise);
  const place = (lead: number) =>
    lead === 0 ? `the same ${grain}` : `${steps(Math.abs(lead), grain)} ${lead > 0 ? 'ahead' : 'behind'}`;
  const why = reasonsOf(evidence, toggles);
  const because = why === '' ? '' : `, because ${why}`;
  const [rawBest, best] = [raw.best, corrected.best];
  const stands = best !== null && Math.abs(best.r) > (corrected.allLeads ?? corrected.pointwise);
  if (rawBest === null || best === null)
    return `${called.signal} or ${called.outcome} doesn’t vary enough to compare the pictures.`;
  const crossing = `The raw picture crosses its band at ${outside} of ${raw.r.length} leads`;
  if (!stands)
    return outside > raw.r.length * (1 - 0.95) * 2
      ? `${crossing}${because}; with that taken out, no lead stands out.`
      : 'Neither picture shows a lead that stands out, so there is nothing to explain away.';
  if (Math.abs(rawBest.lead - best.lead) <= NEAR && Math.sign(rawBest.r) === Math.sign(best.r))
    return `Both pictures are highest near ${place(best.lead)}; ${lowerFirst(crossing)}${because}, and the corrected picture shows which of them remain.`;
  return `The raw picture is strongest at ${place(rawBest.lead)}, the corrected one at ${place(best.lead)}${because === '' ? '' : `: the raw one is misled${because}`}.`;
}

function nothingDone({ log, season, causes, whiten, ranks, changes }: PairToggles): boolean {
  return !log && !season && !causes && !whiten && !ranks && !changes;
}

function countOutside(r: Float64Array, band: number): number {
  return r.reduce((count, value) => count + (Math.abs(value) > band ? 1 : 0), 0);
}

/** Season that both share, and own past that both carry on: each alone makes unrelated series go together. */
function reasonsOf({ levels, signal, outcome, pair }: Evidence, toggles: PairToggles): string {
  const parts: string[] = [];
  const called = calledIn(pair);
  const explained = [share(levels.signal, signal), share(levels.outcome, outcome)] as const;
  const taken = [
    ...(toggles.season ? ['season', 'trend'] : []),
    ...(toggles.causes && pair.known.length > 0 ? ['known causes'] : []),
  ];
  if (taken.length > 0 && !toggles.changes && Math.min(...explained) >= MUCH)
    parts.push(
      `${listed(taken)} make up ${percent(explained[0])} of what moves ${called.signal} and ${percent(explained[1])} of what moves ${called.outcome}`,
    );
  if (toggles.whiten) {
    const past = [lagOne(signal.residual), lagOne(outcome.residual)] as const;
    if (Math.min(...past) >= MUCH)
      parts.push(
        `each ${pair.grain ?? USUAL_GRAIN} of both resembles the one before (correlation ${past[0].toFixed(2)} and ${past[1].toFixed(2)})`,
      );
  }
  if (parts.length === 0 && (toggles.ranks || toggles.log)) parts.push('a few large values weigh most in it');
  return parts.join(', and ');
}

function share(level: Float64Array, { residual }: PreparedSeries): number {
  return Math.max(0, 1 - variancePresent(residual) / variancePresent(level)) || 0;
}

function lagOne(x: Float64Array): number {
  return autocorrelation(x, 1)[1] || 0;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
