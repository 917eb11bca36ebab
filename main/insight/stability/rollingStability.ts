import { crossCorrelation, type Peak, peakOf } from '../correlation/crossCorrelation.ts';
import { type Unavailable, unavailable } from '../unavailable.ts';

export interface StabilityChoice {
  readonly maxLead: number;
  /** Days of a window, and from one window's beginning to the next. */
  readonly window?: number;
  readonly step?: number;
  /** Days by which a window's lead may differ. */
  readonly tolerance?: number;
  /** Share of the windows that have to agree. */
  readonly share?: number;
}

export interface WindowPeak {
  readonly from: number;
  /** The day after the last. */
  readonly to: number;
  /** Null where nothing varies in the window. */
  readonly peak: Peak | null;
  readonly agrees: boolean;
}

export interface RollingStability {
  readonly kind: 'windows';
  readonly windows: readonly WindowPeak[];
  readonly agreeing: number;
  readonly stable: boolean;
}

/**
 * Whether the lead found on all days shows in windows of them: the same sign, and nearly the same day. Windows overlap, so this
 * describes and has no p. For whitened series.
 */
export function rollingStability(
  x: Float64Array,
  y: Float64Array,
  found: { readonly lead: number; readonly value: number },
  choice: StabilityChoice,
): RollingStability | Unavailable {
  const { maxLead, window = 180, step = 30, tolerance = 2, share = 2 / 3 } = choice;
  const windows: WindowPeak[] = [];
  for (let from = 0; from + window <= Math.min(x.length, y.length); from += step) {
    const to = from + window;
    const peak = peakOf(crossCorrelation(x.subarray(from, to), y.subarray(from, to), maxLead));
    const agrees =
      peak !== null &&
      Math.abs(peak.lead - found.lead) <= tolerance &&
      Math.sign(peak.value) === Math.sign(found.value);
    windows.push({ from, to, peak, agrees });
  }
  if (windows.length === 0) return unavailable('tooShort');
  const agreeing = windows.filter(({ agrees }) => agrees).length;
  return { kind: 'windows', windows, agreeing, stable: agreeing >= share * windows.length };
}
