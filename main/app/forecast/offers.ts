import type { ForecastOffer } from '../../../shared/contract/forecast.ts';
import type { Value } from '../../../shared/domain/column.ts';
import { USUAL_GRAIN } from '../../../shared/domain/grain.ts';
import { seriesLabel } from '../../../shared/domain/seriesLabel.ts';
import type { StudyFile } from '../../../shared/domain/study.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { byBytes } from '../studies/byBytes.ts';
import { readStudy, studyNames } from '../studies/studyFiles.ts';
import type { ForecastPlace } from './forecastData.ts';
import { leadingSignals } from './leadingSignals.ts';

const MOST_OUTCOMES = 5_000;

/** The studies of a workspace as forecasts see them; one that can't be read says so and hides none of the others. */
export async function forecastOffers(
  place: ForecastPlace,
  signal?: AbortSignal,
): Promise<Result<ForecastOffer[]>> {
  const offers: ForecastOffer[] = [];
  for (const name of (await studyNames(place.folder)) ?? []) {
    const written = await readStudy(place.folder, name);
    if (written === null) continue;
    const title = written.study?.title ?? name;
    const faulty = (message: string, next: string) =>
      offers.push({ study: name, title, fault: { message, next }, hints: [], outcomes: [] });
    if (written.study === null) {
      const first = written.problems.find(({ severity }) => severity === 'error');
      faulty(
        `${written.file} has a fault${first ? ` (line ${first.line}: ${first.message})` : ''}.`,
        'Mend the file.',
      );
      continue;
    }
    const { grain = USUAL_GRAIN } = written.study;
    if (grain !== USUAL_GRAIN) {
      faulty(`${title} is by the ${grain}, and forecasts are of days.`, 'Choose a study by the day.');
      continue;
    }
    const offer = await offerOf(place, name, title, written.study, signal);
    if (offer.ok) offers.push(offer.value);
    else if (offer.failure.code === 'CANCELLED') return offer;
    else faulty(offer.failure.message, offer.failure.next);
  }
  return ok(offers);
}

async function offerOf(
  { store }: ForecastPlace,
  study: string,
  title: string,
  file: StudyFile,
  signal?: AbortSignal,
): Promise<Result<ForecastOffer>> {
  const { relation, name, label = [] } = file.outcomes;
  const there = await store.describe(relation, signal && { signal });
  if (!there.ok) return there;
  const nothing = (message: string, next: string): Result<ForecastOffer> =>
    ok({ study, title, fault: { message, next }, hints: [], outcomes: [] });
  if (there.value === null)
    return nothing(
      `${relation} is not there yet, so ${title} has no outcome to forecast.`,
      'Build the models first.',
    );
  const columns = there.value.columns.map((column) => column.name);
  const told = label.every((column) => columns.includes(column)) ? label : [];
  const names = await store.query(
    `select ${[`"${name}"`, ...told.map((column) => `max("${column}")`)].join(', ')} from ${store.quote(relation)}
      where "${name}" is not null group by "${name}" order by "${name}"${byBytes(store)} limit ${MOST_OUTCOMES}`,
    [],
    { limit: MOST_OUTCOMES, ...(signal && { signal }) },
  );
  if (!names.ok) return names;
  if (names.value.rows.length === 0)
    return nothing(
      `${relation} is empty, so ${title} has no outcome to forecast.`,
      'Extract or load the sales, and build.',
    );
  const leading = await leadingSignals(store, study, file, signal);
  if (!leading.ok) return leading;
  const outcomes = names.value.rows.map(([outcome, ...cells]) => ({
    outcome: String(outcome),
    label: seriesLabel(told, cells.map(textOf)) ?? String(outcome),
    signals: leading.value?.get(String(outcome)) ?? [],
  }));
  const hints: string[] = [];
  if (leading.value === null)
    hints.push(
      `${title} has not run yet, so no signal is known to lead anything: run it to forecast with signals.`,
    );
  if (outcomes.length === 1)
    hints.push(
      `There is one outcome only, ${outcomes[0]?.label}. It can be forecast; bring more products to see which of them a signal moves, and which it leaves alone.`,
    );
  return ok({ study, title, fault: null, hints, outcomes });
}

function textOf(cell: Value): string | null {
  return cell === null ? null : String(cell);
}
