import type {
  ForecastAsked,
  ForecastOffer,
  FrozenForecast,
  Outlook,
  Scenario,
  SpikeAlerts,
} from '../../../shared/contract/forecast.ts';
import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';

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

export function createForecastScreens(_around: InsightSurroundings): ForecastScreens {
  const notYet = async () => fail('BAD_INPUT', { message: 'This is not there yet.', next: 'Wait for it.' });
  return {
    offers: notYet,
    outlook: notYet,
    alerts: notYet,
    scenario: notYet,
    freeze: notYet,
    versions: notYet,
    version: notYet,
  };
}
