import type { Grain } from '../../../../shared/domain/grain.ts';
import type { Cell } from '../../workbook/cell.ts';

/** A step as it is written: a day, the Monday of a week, or an hour of UTC. */
export function stepCell(step: string, grain: Grain): Cell {
  return grain === 'hour'
    ? {
        value: { instant: step.replace(/Z?$/, 'Z').replace(/T(\d\d:\d\d)Z$/, 'T$1:00.000Z') },
        format: { kind: 'instant' },
      }
    : { value: { day: step }, format: { kind: 'day' } };
}
