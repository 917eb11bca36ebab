import { expect, it } from 'vitest';
import { AS_THE_STUDY } from '../../../../shared/domain/pairToggles.ts';
import { naiveBand } from '../../../insight/correlation/bands.ts';
import { createRandom } from '../../../insight/numbers/random.ts';
import { createScreener } from '../../../insight/screen/screenPairs.ts';
import type { StudySeries } from '../../../insight/screen/study.ts';
import type { ExplorerData } from './explorerTasks.ts';
import { sightOf } from './sightOf.ts';
import { strongestOf } from './strongestOf.ts';

const HOURS = 35 * 24;
const LEADS = 12;

function hourly(name: string, seed: number, length: number): StudySeries {
  const random = createRandom(seed);
  const values = Float64Array.from({ length }, () => 100 * random.uniform());
  return { name, series: { name, firstDay: 24 * 20_000, values, grain: 'hour', zone: null, notes: [] } };
}

it('holds a heatmap of hours to the band of its longest pair, from which the season’s columns are gone', () => {
  const study = {
    signals: [hourly('short', 1, HOURS - 24), hourly('long', 2, HOURS)],
    outcomes: [hourly('sales', 3, HOURS)],
    causes: [],
    pairs: null,
  };
  const data: ExplorerData = { study, options: { maxLead: LEADS, confirmed: true } };
  const { band } = strongestOf(data, createScreener(study, data.options), Uint32Array.of(0, 1));
  const seen = sightOf(data, { signal: 1, outcome: 0, toggles: AS_THE_STUDY });
  expect(band).toBe(seen.corrected?.allLeads);
  expect(band).toBeGreaterThan(1.02 * naiveBand(HOURS, 1 - 0.05 / (2 * LEADS + 1)));
  const none = { ...data, study: { ...study, signals: [hourly('short', 1, 100)] } };
  expect(strongestOf(none, createScreener(none.study, none.options), Uint32Array.of(0)).band).toBeNull();
});
