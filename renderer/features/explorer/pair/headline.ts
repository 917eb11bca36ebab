import type { FindingLine } from '../../../../shared/contract/explorer.ts';
import { type Grain, steps } from '../../../../shared/domain/grain.ts';

/** What was found, as one would say it over the counter. */
export function headline(
  { verdict, signalLabel: signal, outcomeLabel: outcome, lead, r, actionableDays }: FindingLine,
  grain: Grain,
): string {
  const isFalling = r !== null && r < 0;
  const later = lead === null ? 'later' : lead === 0 ? `on the same ${grain}` : `${steps(lead, grain)} later`;
  switch (verdict) {
    case 'confirmed': {
      const act =
        actionableDays === null
          ? ''
          : actionableDays > 0
            ? ` That leaves ${steps(actionableDays, 'day')} to act.`
            : ' That is too soon to act on.';
      return `When ${signal} rises, ${outcome} ${isFalling ? 'falls' : 'rises'} ${later}.${act}`;
    }
    case 'suggestive':
      return `When ${signal} rises, ${outcome} may ${isFalling ? 'fall' : 'rise'} ${later}: not sure enough to buy on.`;
    case 'unresolved lag':
      return `${signal} and ${outcome} belong together, but by how long one leads can’t be told yet.`;
    case 'sales lead social':
      return `${outcome} moves first and ${signal} follows: it warns of nothing.`;
    case 'no evidence':
      return `No trustworthy lead found: ${signal} says nothing about ${outcome} that could be relied on.`;
    case 'refused':
      return `${signal} and ${outcome} can’t be judged with the data there are.`;
  }
}
