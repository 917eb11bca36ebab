import { createHash } from 'node:crypto';
import type {
  ForecastAsked,
  LeadingSignal,
  Outlook,
  Scenario,
  SpikeAlerts,
} from '../../../shared/contract/forecast.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { MadeOutlook, OutlookInput } from '../../insight/outlook/madeOutlook.ts';
import { isRefusal } from '../../insight/series/refusal.ts';
import type { ComputeOutlook } from './computeAsJob.ts';
import { computeOutlook } from './computeOutlook.ts';
import { createForecastData, type ForecastData, type ForecastPlace } from './forecastData.ts';
import { leadingSignals } from './leadingSignals.ts';
import { asFailure, outlookInput } from './outlookInput.ts';
import { tellAlerts } from './told/tellAlerts.ts';
import { tellOutlook } from './told/tellOutlook.ts';
import { tellScenario } from './told/tellScenario.ts';

export interface MadeForecast {
  readonly outlook: Outlook;
  /** SHA-256 of what it was asked, and of what was read of each relation. */
  readonly settings: string;
  readonly data: Readonly<Record<string, string>>;
}

export type Asked = Omit<ForecastAsked, 'study'> & { readonly study: string };

/** Forecasts over the data of studies, each made once for as long as its data stay as they are. */
export interface Forecasts {
  outlook(place: ForecastPlace, asked: Asked, work: Work): Promise<Result<MadeForecast>>;
  alerts(place: ForecastPlace, asked: Asked, perMonth: number, work: Work): Promise<Result<SpikeAlerts>>;
  scenario(place: ForecastPlace, asked: Asked, percent: number, work: Work): Promise<Result<Scenario>>;
  /** What is known of a study's series now. */
  data(place: ForecastPlace, study: string, work: Work): Promise<Result<ForecastData>>;
}

/** With a confirmed lead, unless told which. */
const MOST_SIGNALS = 3;
/** The sliders of a screen ask the same again and again. */
const KEPT = 12;

interface Known {
  readonly key: string;
  readonly input: OutlookInput;
  readonly made: MadeOutlook;
  readonly settings: string;
  readonly data: ForecastData;
  readonly platforms: ReadonlyMap<string, string>;
}

export function createForecasts(today: () => string, compute: ComputeOutlook = computeOutlook): Forecasts {
  const reader = createForecastData();
  const kept: Known[] = [];

  async function know(place: ForecastPlace, asked: Asked, work: Work): Promise<Result<Known>> {
    const data = await reader.read(place, asked.study, work);
    if (!data.ok) return data;
    const leading = await leadingSignals(place.store, asked.study, data.value.ready.study, work.signal);
    if (!leading.ok) return leading;
    const offered = leading.value?.get(asked.outcome) ?? [];
    const wanted = { outcome: asked.outcome, signals: asked.signals ?? confirmed(offered), days: asked.days };
    const settings = digest([asked.study, wanted, data.value.ready.hash]);
    const key = digest([settings, place.folder, data.value.data.hashes]);
    const before = kept.find((one) => one.key === key);
    if (before !== undefined) return ok(before);
    const input = outlookInput(data.value, wanted);
    if (!input.ok) return input;
    const made = await compute(input.value, work);
    if (!made.ok) return made;
    if (isRefusal(made.value)) return asFailure(made.value, asked.outcome);
    const platforms = platformsOf(offered);
    const known = { key, input: input.value, made: made.value, settings, data: data.value, platforms };
    kept.unshift(known);
    kept.splice(KEPT);
    return ok(known);
  }

  return {
    data: reader.read,
    async outlook(place, asked, work) {
      const known = await know(place, asked, work);
      if (!known.ok) return known;
      const { input, made, settings, data, platforms } = known.value;
      const outlook = tellOutlook(input, made, { study: asked.study, platforms, today: today() });
      return ok({ outlook, settings, data: data.data.hashes });
    },
    async alerts(place, asked, perMonth, work) {
      const known = await know(place, asked, work);
      if (!known.ok) return known;
      const told = tellAlerts(known.value.input, known.value.made, perMonth);
      return told === null ? withoutSignal(asked, 'alerts are made of signals') : ok(told);
    },
    async scenario(place, asked, percent, work) {
      const known = await know(place, asked, work);
      if (!known.ok) return known;
      const told = tellScenario(known.value.input, known.value.made, percent);
      return told === null ? withoutSignal(asked, 'a scenario changes a signal') : ok(told);
    },
  };
}

function confirmed(offered: readonly LeadingSignal[]): string[] {
  return offered
    .filter(({ verdict }) => verdict === 'confirmed')
    .slice(0, MOST_SIGNALS)
    .map(({ signal }) => signal);
}

function platformsOf(offered: readonly LeadingSignal[]): ReadonlyMap<string, string> {
  return new Map(offered.flatMap(({ signal, platform }) => (platform === null ? [] : [[signal, platform]])));
}

function withoutSignal({ outcome }: Asked, why: string) {
  return fail('BAD_INPUT', {
    message: `${why[0]?.toUpperCase()}${why.slice(1)}, and none is used in the forecast of ${outcome}.`,
    next: 'Choose a signal that leads it; where none does, run the study again when there are more days.',
    subject: outcome,
  });
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
