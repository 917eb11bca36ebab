import { foretell, spreadOf } from '../../main/insight/directives/effect.ts';
import type { Share } from './calibration.ts';
import { percent, type Row } from './calibrationPage.ts';
import { ledScene, type SceneAsked } from './ledScene.ts';

export interface EffectsFound {
  /** Of what came, the share that the intervals for 80 and for 95 in a hundred held. */
  readonly in80: Share;
  readonly in95: Share;
  /** Middle of the sizes of the misses, in shares of what was foreseen. */
  readonly usualMiss: number;
}

/** What comes of directives' forecasts, from all signals that lead or from the strongest alone. */
export function effectsFound(asked: SceneAsked, scenes: number, seed: number, alone = false): EffectsFound {
  const misses: number[] = [];
  let in80 = 0;
  let in95 = 0;
  for (let i = 0; i < scenes; i++) {
    const { leading, outcome, came, ...at } = ledScene(seed + i, asked);
    const study = { signals: [], outcomes: [], causes: [], pairs: null };
    const foretold = foretell(study, outcome, alone ? [leading[0]] : leading, at);
    if ('why' in foretold) continue;
    const { from, to, units, without } = foretold;
    const miss = Math.abs(came(from, to) - units - without);
    misses.push(miss / (units + without));
    if (miss <= spreadOf(foretold, 0.2)) in80++;
    if (miss <= spreadOf(foretold, 0.05)) in95++;
  }
  const of = misses.length;
  misses.sort((a, b) => a - b);
  return { in80: { count: in80, of }, in95: { count: in95, of }, usualMiss: misses[of >> 1] ?? Number.NaN };
}

const SCENES: readonly (readonly [string, SceneAsked])[] = [
  ['one platform', { platforms: 1, spiking: 'first' }],
  ['one of four spikes', { platforms: 4, spiking: 'first' }],
  ['all four spike', { platforms: 4, spiking: 'all' }],
  ['some of four spike', { platforms: 4, spiking: 'some' }],
  ['some of four spike, leads differ', { platforms: 4, spiking: 'some', leadsDiffer: true }],
];
const COUNT = 400;

/** Nominal within three standard errors of as many scenes: narrower and wider intervals both say what isn't so. */
export function effectRows(say: (text: string) => void): Row[] {
  return SCENES.flatMap(([name, asked], place) => {
    const seed = 49_000_000 + place * 10_000;
    const ways = asked.platforms === 1 ? [false] : [false, true];
    return ways.flatMap((alone) => {
      const { in80, in95, usualMiss } = effectsFound(asked, COUNT, seed, alone);
      const rowOf = (share: Share, nominal: number): Row => {
        const shown = percent(share.count / share.of);
        const slack = 3 * Math.sqrt((nominal * (1 - nominal)) / share.of);
        const off = Math.abs(share.count / share.of - nominal);
        const what = `${name}, ${alone ? 'from the strongest alone' : 'from all that lead'}: held by ${percent(nominal)}`;
        say(`${what}: ${shown}`);
        return {
          ...{ what, seeds: `${seed}–${seed + COUNT - 1}`, share, shown },
          gate: alone ? null : { text: `${percent(nominal)} ± ${percent(slack)}`, met: off <= slack },
        };
      };
      const miss: Row = {
        ...{ what: `${name}, ${alone ? 'from the strongest alone' : 'from all that lead'}: usual miss` },
        ...{ seeds: `${seed}–${seed + COUNT - 1}`, share: null, shown: percent(usualMiss), gate: null },
      };
      return [rowOf(in80, 0.8), rowOf(in95, 0.95), miss];
    });
  });
}
