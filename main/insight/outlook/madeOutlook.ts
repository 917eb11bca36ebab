import type { DayNumber } from '../series/dayNumber.ts';
import type { Refusal } from '../series/refusal.ts';
import type { Band } from './bands.ts';
import type { KnownCause } from './outlookDesign.ts';
import type { ScenarioBase } from './scenario.ts';
import type { SpikeWatch } from './spikeScores.ts';

/** All series are on the days of the outcome. */
export interface OutlookInput {
  readonly outcome: string;
  readonly firstDay: DayNumber;
  /** In units; NaN where nothing is known, days out of stock among them. */
  readonly values: Float64Array;
  readonly signals: readonly { readonly name: string; readonly values: Float64Array }[];
  readonly causes: readonly KnownCause[];
  readonly horizon: number;
  /** The longest lead looked for. */
  readonly maxLead: number;
  /** How people call the outcome and the signals, by their names; those left out have no other. */
  readonly labels?: ReadonlyMap<string, string>;
}

/** `led` has the signals, `plain` is the same without them, `naive` repeats the last week. */
export type ModelName = 'led' | 'plain' | 'naive';
export type ByModel = Readonly<Record<ModelName, number>>;

export interface UsedSignal {
  readonly name: string;
  /** As the whole period shows it. */
  readonly lead: number;
  /** Of its logarithm on the outcome's. */
  readonly weight: number;
  /** What it was a day, lately. */
  readonly recent: number;
}

export interface HorizonErrors {
  /** Days ahead, from 1. */
  readonly ahead: number;
  readonly absolute: ByModel;
  /** Over the mean change from one week to the next in the days before the backtest. */
  readonly scaled: ByModel;
  readonly used: number;
}

export interface OutlookBacktest {
  readonly origins: readonly number[];
  readonly absolute: ByModel;
  /** 1 - loss / loss without the signals, on the days ahead that the signals reach; NaN without signals. */
  readonly gain: number;
  readonly better: number;
  readonly worse: number;
}

/** In the outcome's units, unless it says otherwise; plain data, as it crosses threads and is kept. */
export interface MadeOutlook {
  readonly kind: 'outlook';
  readonly chosen: ModelName;
  readonly signals: readonly UsedSignal[];
  readonly paths: {
    readonly led: Float64Array | null;
    readonly plain: Float64Array;
    readonly naive: Float64Array;
  };
  readonly bands: readonly (Band & { readonly lower: Float64Array; readonly upper: Float64Array })[];
  readonly errors: readonly HorizonErrors[];
  readonly backtest: OutlookBacktest;
  readonly watch: SpikeWatch | null;
  readonly scenario: ScenarioBase | null;
}

export type OutlookAnswer = MadeOutlook | Refusal;
