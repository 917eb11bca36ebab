import type { Grain } from '../../../../shared/domain/grain.ts';
import type { Cell } from '../../workbook/cell.ts';

/** A step as it is written: a day, the Monday of a week, or an hour of UTC. */
export function stepCell(step: string, grain: Grain): Cell {
  return grain === 'hour'
    ? { value: { instant: step }, format: { kind: 'instant' } }
    : { value: { day: step }, format: { kind: 'day' } };
}
