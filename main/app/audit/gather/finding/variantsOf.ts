import { AS_THE_STUDY, type PairToggles } from '../../../../../shared/domain/pairToggles.ts';
import type { VariantLine } from '../../../../audit/packages/material/finding.ts';
import { cutPair } from '../../../../insight/exploring/cutPair.ts';
import { evidenceUnder } from '../../../../insight/exploring/evidenceUnder.ts';
import type { Evidence, EvidenceOptions, StudiedPair } from '../../../../insight/finding/evidence.ts';
import { isRefusal } from '../../../../insight/series/refusal.ts';
import { plain } from './answerFinding.ts';

const QUESTIONS: readonly {
  readonly name: string;
  readonly told: string;
  readonly toggles: Partial<PairToggles>;
}[] = [
  { name: 'As the study asks', told: 'The finding itself.', toggles: {} },
  {
    name: 'Changes',
    told: 'Changes from one step to the next in place of levels.',
    toggles: { changes: true },
  },
  {
    name: 'Season left in',
    told: 'The swings of week and year and the trend stay in both: they look like a lead.',
    toggles: { season: false },
  },
  {
    name: 'Own past left in',
    told: 'Neither is freed from its own past: what repeats itself looks like a lead.',
    toggles: { whiten: false },
  },
  {
    name: 'Values',
    told: 'Values in place of ranks: a few viral days weigh more.',
    toggles: { ranks: false },
  },
  { name: 'Counts', told: 'Counts in place of their logarithm.', toggles: { log: false } },
  { name: 'Causes left in', told: 'Promotions and holidays stay in.', toggles: { causes: false } },
];

/** The same pair asked in other ways and in halves of its period. */
export function variantsOf(evidence: Evidence, pair: StudiedPair, options: EvidenceOptions): VariantLine[] {
  const { lead } = evidence.strongest;
  const asked = QUESTIONS.filter(({ toggles }) => toggles.causes !== false || pair.known.length > 0);
  const half = Math.floor(pair.signal.length / 2);
  const halves = [
    {
      name: 'First half',
      told: 'Only the first half of the period.',
      cut: cutPair(pair, undefined, pair.firstDay + half - 1),
    },
    {
      name: 'Second half',
      told: 'Only the second half of the period.',
      cut: cutPair(pair, pair.firstDay + half),
    },
  ];
  return [
    ...asked.map(({ name, told, toggles }) =>
      lineOf(name, told, lead, evidenceUnder(pair, { ...AS_THE_STUDY, ...toggles }, options)),
    ),
    ...halves.map(({ name, told, cut }) =>
      lineOf(name, told, lead, isRefusal(cut) ? cut : evidenceUnder(cut, AS_THE_STUDY, options)),
    ),
  ];
}

function lineOf(
  name: string,
  told: string,
  lead: number,
  evidence: ReturnType<typeof evidenceUnder>,
): VariantLine {
  if (isRefusal(evidence))
    return { name, told: `${told} ${evidence.message}`, lead: null, r: null, p: null, atLead: null };
  const { strongest, p, leads, maxLead } = evidence;
  return {
    ...{ name, told, lead: strongest.lead, r: plain(strongest.correlation), p: plain(p) },
    atLead: plain(leads.correlation.values[maxLead + lead]),
  };
}
