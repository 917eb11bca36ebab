import type { ModelName, OutlookBacktest } from './madeOutlook.ts';

/** Below it, what the signals gained is what chance gives and takes. */
const LEAST_GAIN = 0.01;

/** The simplest that nothing beat: signals have to have made forecasts closer by more than a little, at more origins than not. */
export function chooseModel({ absolute, gain, better, worse }: OutlookBacktest, hasLed: boolean): ModelName {
  const led = hasLed && gain > LEAST_GAIN && better > worse && absolute.led < absolute.plain;
  const best = led ? 'led' : 'plain';
  return absolute[best] < absolute.naive ? best : 'naive';
}
