import { LONGEST_HORIZON, USUAL_HORIZON } from '../../../shared/contract/forecast.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { inspectWorkspace } from '../../workspace/inspect.ts';
import { todayIn } from '../forecast/todayIn.ts';
import type { Answer, Command, Invocation } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { wholeNumber } from './wholeNumber.ts';
import { withReadableWarehouse, withWarehouse } from './withWarehouse.ts';

export const forecastCommand: Command = {
  name: 'forecast',
  summary: 'what is expected of an outcome in the days ahead, with and without the signals that lead it',
  usage:
    'forecast <outcome> [--signal SIGNAL | --alone] [--days 28] [--study NAME] [--freeze]   [--workspace DIR] [--json]',
  help: `
Forecasts an outcome of a study day by day, with intervals whose coverage is measured on past days, beside the last week
repeated. Whether signals help is decided by tests from past days, in which leads and weights are learned from the days
before each; where they don't help, the simpler forecast is shown. Signals with a confirmed lead are used unless told.

  --signal SIGNAL  with this signal alone
  --alone          from the outcome's own past, its week and the calendar
  --days N         days ahead, up to ${LONGEST_HORIZON} (${USUAL_HORIZON})
  --study NAME     where the workspace has several
  --freeze         keeps the forecast, to be held against what comes`,
  words: [1, 1],
  options: {
    signal: { type: 'string' },
    alone: { type: 'boolean' },
    days: { type: 'string' },
    study: { type: 'string' },
    freeze: { type: 'boolean' },
  },
  async run(call) {
    const days = wholeNumber(call, 'days', { least: 1, most: LONGEST_HORIZON, otherwise: USUAL_HORIZON });
    if (!days.ok) return days;
    const { signal, alone, freeze } = call.options;
    if (signal !== undefined && alone === true)
      return fail('BAD_INPUT', {
        message: '--signal and --alone say opposite things.',
        next: 'Give one of them, or none to use the signals with a confirmed lead.',
      });
    const study = await studyOf(call);
    if (!study.ok) return study;
    const asked = {
      study: study.value,
      outcome: call.words[0] ?? '',
      days: days.value,
      ...(alone === true ? { signals: [] } : signal === undefined ? {} : { signals: [String(signal)] }),
    };
    const { createForecasts } = await import('../forecast/forecasts.ts');
    const zone = await zoneOf(call);
    const forecasts = createForecasts(() => todayIn(zone, new Date()));
    return interruptible(call, (stopping) => {
      const work: Work = { signal: stopping, report: shownAt(call.terminal) };
      const answer = async (store: Store): Promise<Result<Answer>> => {
        const place = { folder: call.workspace, store };
        const made = await forecasts.outlook(place, asked, work);
        if (!made.ok) return made;
        const kept = freeze === true ? await frozenHere(forecasts, place, asked, work) : ok(null);
        if (!kept.ok) return kept;
        const { forecastText } = await import('./forecast/forecastText.ts');
        const { outlook } = made.value;
        return ok({ data: { outlook, frozen: kept.value }, text: forecastText(outlook, kept.value) });
      };
      if (freeze === true) return withWarehouse(call, ({ warehouse }) => answer(warehouse.store));
      return withReadableWarehouse(call, ({ store }) => answer(store));
    });
  },
};

/** Whatever is wrong with the workspace is said where it is opened. */
async function zoneOf({ workspace }: Invocation): Promise<string> {
  const found = await inspectWorkspace(workspace);
  return (found.ok ? found.value.config?.zone : undefined) ?? machineZone();
}

async function frozenHere(
  forecasts: import('../forecast/forecasts.ts').Forecasts,
  place: import('../forecast/forecastData.ts').ForecastPlace,
  asked: import('../forecast/forecasts.ts').Asked,
  work: Work,
) {
  const { frozen } = await import('../forecast/forecastScreens.ts');
  const { findPlaces, projectRoot } = await import('../places.ts');
  const made = { at: new Date().toISOString(), program: findPlaces(projectRoot()).version };
  return frozen(forecasts, place, asked, made, work);
}

async function studyOf(call: Invocation): Promise<Result<string>> {
  const given = call.options['study'];
  if (given !== undefined) return ok(String(given));
  const { studyNames } = await import('../studies/studyFiles.ts');
  const names = (await studyNames(call.workspace)) ?? [];
  const [only] = names;
  if (only !== undefined && names.length === 1) return ok(only);
  return fail('BAD_INPUT', {
    message: only === undefined ? 'The workspace has no studies.' : 'The workspace has several studies.',
    next:
      only === undefined
        ? 'Write one as studies/a-name.yml: it says which outcomes there are.'
        : `Name one with --study: ${names.join(', ')}.`,
  });
}
