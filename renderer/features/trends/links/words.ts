import type { LinkLine } from '../../../../shared/contract/trends.ts';

/** Why the two may belong together; what a study says stands by itself. */
export function groundWords({ because, by, score }: LinkLine): string {
  const said = because.filter((one) => !one.startsWith('a study says'));
  const alike = score === null ? [] : [`${Math.round(100 * score)} of 100 alike`];
  const who = by === 'decision' ? ['you decided'] : [];
  const words = [...who, ...said, ...alike].join(' · ');
  return words === '' ? 'No grounds are known.' : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a study says of the two, in a few words. */
export function evidenceWords({ evidence }: LinkLine): string {
  if (evidence === null) return 'Not studied yet.';
  const { verdict, lead, signalLabel: signal, strength } = evidence;
  const size = strength === null ? '' : `, correlation ${strength.toFixed(2)}`;
  if (lead === null || verdict === 'no evidence' || verdict === 'refused') return `Study: ${verdict}.`;
  const days = Math.abs(lead) === 1 ? '1 day' : `${Math.abs(lead)} days`;
  const order =
    lead > 0
      ? `${signal} comes ${days} before sales`
      : lead < 0
        ? `sales come ${days} before ${signal}`
        : `${signal} comes with sales on the same day`;
  return `Study: ${verdict}, ${order}${size}.`;
}
