import type { PairView } from '../../../../shared/contract/explorer.ts';
import type { Mark } from '../../../charts/plots/lines.ts';

/** What is known of the days, as it is drawn behind them. */
export function marksOf({ annotations, steps }: Pick<PairView, 'annotations' | 'steps'>): Mark[] {
  return annotations.flatMap(({ kind, name, from, to }) => {
    const first = steps[Math.max(0, from)];
    const last = steps[Math.min(steps.length - 1, to)];
    if (first === undefined || last === undefined || to < 0 || from >= steps.length) return [];
    return [{ kind: kindOf(kind, from === to), label: name, first, last }];
  });
}

function kindOf(kind: PairView['annotations'][number]['kind'], isOne: boolean): Mark['kind'] {
  if (kind === 'note') return 'note';
  if (kind === 'missing outcome') return 'stockout';
  return isOne ? 'holiday' : 'promotion';
}
