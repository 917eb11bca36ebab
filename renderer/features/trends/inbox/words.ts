import type { InboxTrend } from '../../../../shared/contract/trends.ts';

const BY: Readonly<Record<InboxTrend['by'], string>> = {
  correction: 'you said so',
  source: 'its source says so',
  rule: 'by a rule',
  learned: 'learned from your answers',
  nobody: '',
};

/** The category a trend has, and who says so. */
export function categoryWords({ category, by, sorted }: InboxTrend): string {
  if (category === null) return 'No category yet';
  const sure = by === 'rule' || by === 'learned' ? `, ${Math.round(100 * sorted.confidence)} % sure` : '';
  return `${category} · ${BY[by]}${sure}`;
}

/** Why it is asked about, and what answering is good for. */
export function askWords({ category, by, sorted, because, shedsLightOn }: InboxTrend): string {
  const grounds = because.length > 0 ? ` (${because.join(', ')})` : '';
  const light =
    shedsLightOn === 0
      ? ''
      : ` An answer helps with ${shedsLightOn} other ${shedsLightOn === 1 ? 'trend' : 'trends'}.`;
  if (by === 'correction') return 'Choose another to change it.';
  if (sorted.category === null) return `Nothing in its words says what kind it is.${light}`;
  const sure = `${Math.round(100 * sorted.confidence)} % sure`;
  const agrees = sorted.category === category ? 'Its words say the same' : `Its words say ${sorted.category}`;
  return `${by === 'source' ? agrees : `Its words say ${sorted.category}`}, ${sure}${grounds}.${light}`;
}
