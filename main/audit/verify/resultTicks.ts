import type { AuditTick } from '../../../shared/contract/audit.ts';
import { CONTROLS } from '../packages/common/controls.ts';
import type { SheetReading } from './readSheet.ts';
import { counted, tick } from './ticks.ts';

const HEADLINE_TICK = 'Headline figures';
export const CONTROLS_TICK = 'Control totals';

/** Every TIES and BREAK that stands in the file: of figures, and of totals on the way from the sources. */
export function resultTicks(readings: readonly Pick<SheetReading, 'print' | 'results'>[]): AuditTick[] {
  const headline = readings.filter(({ print }) => print.name !== CONTROLS);
  const controls = readings.filter(({ print }) => print.name === CONTROLS);
  return [
    resultTick(HEADLINE_TICK, headline, 'figures come to what the app stored'),
    resultTick(CONTROLS_TICK, controls, 'totals equal those they have to equal'),
  ];
}

function resultTick(
  title: string,
  readings: readonly Pick<SheetReading, 'print' | 'results'>[],
  right: string,
): AuditTick {
  const all = readings.flatMap(({ print, results }) =>
    results.map((result) => ({ ...result, sheet: print.name })),
  );
  const faults = all.flatMap(({ ties, row, sheet }) => (ties ? [] : [`${row} on ${sheet} breaks`]));
  const told = all.length === 0 ? 'There are none to tie.' : `${counted(all.length)} ${right}.`;
  return tick(title, faults, told);
}
