import type { Grain } from '../../../../../shared/domain/grain.ts';
import { hourOf, weekOf, writeStep } from '../../../../insight/grain/stepNumber.ts';
import { readDay } from '../../../../insight/series/dayNumber.ts';
import type { Traced } from './traceRows.ts';

/** More than so many ids say less than how many there are. */
const SHOWN = 3;

/** The records behind each step, by their lineage ids. */
export function lineageBySteps(
  { days }: Pick<Traced, 'days'>,
  steps: readonly string[],
  grain: Grain,
): string[] {
  const ids = new Map<string, string[]>();
  for (const [text, lineage] of days) {
    const step = stepOf(text, grain);
    if (step === null) continue;
    const known = ids.get(step);
    if (known === undefined) ids.set(step, [lineage]);
    else known.push(lineage);
  }
  return steps.map((step) => {
    const found = ids.get(step) ?? [];
    const more = found.length - SHOWN;
    return `${found.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  });
}

function stepOf(text: string, grain: Grain): string | null {
  const day = readDay(text)?.day;
  if (day === undefined) return null;
  if (grain === 'day') return writeStep(day, grain);
  if (grain === 'week') return writeStep(weekOf(day), grain);
  const hour = hourOf(text, day);
  return hour === null ? null : writeStep(hour, grain);
}
