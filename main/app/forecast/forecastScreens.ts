import type {
  ForecastAsked,
  ForecastOffer,
  FrozenForecast,
  Outlook,
  Scenario,
  SpikeAlerts,
} from '../../../shared/contract/forecast.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';
import { computeAsJob } from './computeAsJob.ts';
import type { ForecastPlace } from './forecastData.ts';
import { createForecasts, type Forecasts } from './forecasts.ts';
import { type Frozen, freezeForecast, frozenForecast, frozenForecasts } from './frozenForecasts.ts';
import { forecastOffers } from './offers.ts';
import { todayIn } from './todayIn.ts';
import { actualDays, whatCame } from './whatCame.ts';

/** What the calls of forecast ask. */
export interface ForecastScreens {
  offers(signal?: AbortSignal): Promise<Result<ForecastOffer[]>>;
  outlook(asked: ForecastAsked, signal?: AbortSignal): Promise<Result<Outlook>>;
  alerts(asked: ForecastAsked & { perMonth: number }, signal?: AbortSignal): Promise<Result<SpikeAlerts>>;
  scenario(asked: ForecastAsked & { percent: number }, signal?: AbortSignal): Promise<Result<Scenario>>;
  freeze(asked: ForecastAsked, signal?: AbortSignal): Promise<Result<FrozenForecast>>;
  versions(
    asked: { readonly study: string; readonly outcome?: string | undefined },
    signal?: AbortSignal,
  ): Promise<Result<FrozenForecast[]>>;
  version(
    id: number,
    signal?: AbortSignal,
  ): Promise<Result<{ frozen: FrozenForecast; outlook: Outlook; actual: (number | null)[] }>>;
}

export function createForecastScreens(around: InsightSurroundings): ForecastScreens {
  const { current, warehouse, clock, zone, version: program } = around;
  const forecasts = createForecasts(() => todayIn(zone(), clock()), computeAsJob(around));

  async function place(): Promise<Result<ForecastPlace>> {
    const opened = await warehouse.get();
    if (!opened.ok) return opened;
    const folder = current()?.path;
    if (folder !== undefined) return ok({ folder, store: opened.value.store });
    return fail('WORKSPACE_NOT_OPEN', {
      message: 'Forecasts are of a workspace, and none is open.',
      next: 'Open a workspace, then try again.',
    });
  }

  async function at<T>(work: (place: ForecastPlace) => Promise<Result<T>>): Promise<Result<T>> {
    const here = await place();
    return here.ok ? work(here.value) : here;
  }

  return {
    offers: (signal) => at((here) => forecastOffers(here, signal)),
    outlook: (asked, signal) =>
      at(async (here) => {
        const made = await forecasts.outlook(here, asked, quiet(signal));
        return made.ok ? ok(made.value.outlook) : made;
      }),
    alerts: ({ perMonth, ...asked }, signal) =>
      at((here) => forecasts.alerts(here, asked, perMonth, quiet(signal))),
    scenario: ({ percent, ...asked }, signal) =>
      at((here) => forecasts.scenario(here, asked, percent, quiet(signal))),
    freeze: (asked, signal) =>
      at((here) => frozen(forecasts, here, asked, { at: clock().toISOString(), program }, quiet(signal))),
    versions: (asked, signal) => at((here) => versionsOf(forecasts, here, asked, quiet(signal))),
    version: (id, signal) =>
      at(async (here) => {
        const found = await frozenForecast(here.store, id, signal);
        if (!found.ok) return found;
        const { head, outlook } = found.value;
        const known = await forecasts.data(here, head.study, quiet(signal));
        if (!known.ok) return known;
        const actual = actualDays(known.value, outlook);
        return ok({ frozen: { ...head, came: whatCame(outlook, actual) }, outlook, actual });
      }),
  };
}

export async function frozen(
  forecasts: Forecasts,
  place: ForecastPlace,
  asked: Parameters<Forecasts['outlook']>[1],
  made: { readonly at: string; readonly program: string },
  work: Work,
): Promise<Result<FrozenForecast>> {
  const forecast = await forecasts.outlook(place, asked, work);
  if (!forecast.ok) return forecast;
  const kept = await freezeForecast(place.store, forecast.value, made, work.signal);
  if (!kept.ok) return kept;
  const known = await forecasts.data(place, asked.study, work);
  return known.ok ? ok(withWhatCame(kept.value, (outlook) => actualDays(known.value, outlook))) : known;
}

/** What was frozen can be looked at when its study can't be read any more; only what came is then not known. */
export async function versionsOf(
  forecasts: Forecasts,
  place: ForecastPlace,
  asked: { readonly study: string; readonly outcome?: string | undefined },
  work: Work,
): Promise<Result<FrozenForecast[]>> {
  const all = await frozenForecasts(place.store, asked, work.signal);
  if (!all.ok || all.value.length === 0) return all.ok ? ok([]) : all;
  const known = await forecasts.data(place, asked.study, work);
  if (known.ok)
    return ok(all.value.map((one) => withWhatCame(one, (outlook) => actualDays(known.value, outlook))));
  if (known.failure.code === 'CANCELLED') return known;
  const { message } = known.failure;
  return ok(
    all.value.map((one) => {
      const told = withWhatCame(one, ({ days }) => new Array<null>(days).fill(null));
      return { ...told, came: { ...told.came, sentence: `What came isn't known: ${message}` } };
    }),
  );
}

function withWhatCame(
  { head, outlook }: Frozen,
  actual: (outlook: Outlook) => readonly (number | null)[],
): FrozenForecast {
  return { ...head, came: whatCame(outlook, actual(outlook)) };
}

function quiet(signal?: AbortSignal): Work {
  return { signal: signal ?? new AbortController().signal, report() {} };
}
