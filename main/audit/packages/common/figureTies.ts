import type { Figure } from '../material/figure.ts';
import type { Known } from '../sheet/frame.ts';
import { formulaOf } from '../sheet/measured.ts';
import type { Tie } from '../sheet/ties.ts';

/** Figures of tables, each as a formula over its rows; where the variant has no rows, as the app told them. */
export function figureTies(figures: readonly Figure[], known: Known): Tie[] {
  return figures.map(({ id, title, definition, table, measure, stored, format, tolerance }) => {
    const standing = known.standing(table);
    return {
      ...{ id, title, told: definition, stored, format, tolerance },
      formula: standing === null ? null : formulaOf(measure, standing),
      cached: standing === null ? null : known.valueOf(table, measure),
    };
  });
}
