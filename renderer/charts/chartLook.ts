import { DARK, GRAY, SEA, STATE } from '../app/palette.ts';
import type { ChartLook } from './chart.ts';

const FONT = "'Inter Variable', system-ui, sans-serif";

/** Blue against orange: told apart with every common colour blindness, and in print by their lightness around 0. */
const LIGHT: ChartLook = {
  scheme: 'light',
  surface: '#ffffff',
  ink: GRAY[9],
  quiet: GRAY[6],
  line: GRAY[3],
  faint: GRAY[1],
  accent: SEA[7],
  warning: STATE.light.warning,
  broken: STATE.light.broken,
  series: [SEA[7], '#4a3fb0', '#b4540a', '#2b6cb0', '#882255', '#6b6b1f'],
  diverging: ['#a34a05', '#d98c4a', '#f3d3b3', '#f4f5f5', '#b8d3ea', '#5f9acb', '#1b5a96'],
  font: FONT,
};

const DARKENED: ChartLook = {
  scheme: 'dark',
  surface: DARK[6],
  ink: DARK[0],
  quiet: DARK[2],
  line: '#38413f',
  faint: DARK[5],
  accent: SEA[3],
  warning: STATE.dark.warning,
  broken: STATE.dark.broken,
  series: [SEA[3], '#a89bf0', '#f0a35e', '#7fb2e8', '#e08ab0', '#c9c46a'],
  diverging: ['#f2a45c', '#b06f2e', '#5a4029', '#262c2b', '#25455f', '#3f7fb3', '#8cc3f2'],
  font: FONT,
};

export function chartLook(scheme: 'light' | 'dark'): ChartLook {
  return scheme === 'light' ? LIGHT : DARKENED;
}
