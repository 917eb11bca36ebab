import { platformName } from '../../../../shared/domain/platformName.ts';
import type { StudyFile } from '../../../../shared/domain/study.ts';
import type { Answer, AnsweredStrength } from './answersText.ts';

interface Standing {
  readonly platform: string;
  /** Comparisons in which it came first, and how strongly on average. */
  readonly firsts: number;
  readonly strength: number;
}

/** The winner first and what that means; how it was come by is the working. */
export function strongestPlatform(
  strengths: readonly AnsweredStrength[],
  { signals }: StudyFile,
): Pick<Answer, 'answer' | 'working'> {
  if (!(signals.about ?? []).includes('platform'))
    return { answer: 'The signals of this study don’t say their platform.', working: null };
  const compared = strengths.filter(({ rank }) => rank === 1).length;
  if (compared === 0)
    return { answer: 'No lead was found on which two platforms could be compared.', working: null };
  const close = strengths.filter(({ rank, behind }) => rank === 2 && behind.lower <= 0).length;
  const standings = standingsOf(strengths);
  return {
    answer: `${winner(standings, compared)}${closeness(close, compared)}`,
    working: working(standings, compared),
  };
}

function standingsOf(strengths: readonly AnsweredStrength[]): readonly Standing[] {
  const wins = new Map<string, number[]>();
  for (const { platform, rank, strength } of strengths)
    if (rank === 1) wins.set(platform, [...(wins.get(platform) ?? []), strength]);
  return [...wins]
    .map(([platform, won]) => ({
      platform: platformName(platform),
      firsts: won.length,
      strength: won.reduce((sum, one) => sum + one, 0) / won.length,
    }))
    .sort((a, b) => b.firsts - a.firsts || b.strength - a.strength);
}

function winner([best, ...others]: readonly Standing[], compared: number): string {
  if (best === undefined) return '';
  const { platform, firsts } = best;
  if (compared === 1) return `${platform}, in the one comparison that could be made.`;
  if (others.length === 0) return `${platform}: it led most strongly in all ${compared} comparisons.`;
  const level = others.filter((one) => one.firsts === firsts).map((one) => one.platform);
  const [next] = others;
  if (level.length > 0)
    return `${platform}, level with ${listed(level)}: each led most strongly in ${firsts} of ${compared} comparisons, ${platform} with the strongest leads.`;
  return `${platform}: it led most strongly in ${firsts} of ${compared} comparisons, before ${next?.platform} in ${next?.firsts}.`;
}

/** What it means for whoever looks at the first one only. */
function closeness(close: number, compared: number): string {
  if (close === 0) return '';
  const where = compared === 1 ? 'In it' : `In ${close} of them`;
  const advice = 2 * close >= compared ? ': watch the others too' : '';
  return ` ${where} the second can’t be told from the first${advice}.`;
}

function working(standings: readonly Standing[], compared: number): string {
  const lines = standings.map(
    ({ platform, firsts, strength }) =>
      `${platform} came first in ${firsts} of ${compared}, with a strength of ${strength.toFixed(2)} on average`,
  );
  return `A comparison is a product with a trend that several platforms tell of and at least one of them leads, all on the same days. Strength is how closely sales follow a platform at its lead, once season, trend and own past are taken out: 0 is not at all, 1 is exactly. ${lines.join('; ')}.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
