import type { AskedHeat, HeatCell, HeatView } from '../../../shared/contract/explorer.ts';
import { steps } from '../../../shared/domain/grain.ts';
import { platformName } from '../../../shared/domain/platformName.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { JUDGED } from '../../insight/screen/screenState.ts';
import { calledOf, placeOf } from '../../insight/screen/study.ts';
import { aboutLabels } from './aboutLabels.ts';
import type { Holding } from './heldStudy.ts';
import { keyOf, type Verdicts } from './storedFindings.ts';

/** Correlations of many pairs at a glance, each cell with the pair behind it. */
export async function heatOf(
  holding: Holding,
  asked: AskedHeat,
  verdicts: Verdicts,
): Promise<Result<HeatView>> {
  if (asked.of === 'platform-lead') return platformLeads(holding, asked, verdicts);
  const column = asked.of === 'category-product' ? 'category' : 'trend';
  return strongestPairs(holding, column, verdicts);
}

/** The best of each platform's signals about one thing, at every lead. */
async function platformLeads(
  holding: Holding,
  { about, outcome: name }: Extract<AskedHeat, { of: 'platform-lead' }>,
  verdicts: Verdicts,
): Promise<Result<HeatView>> {
  const { data, file, options, quick } = holding;
  const told = file.signals.about ?? [];
  const [platformAt, aboutAt] = [told.indexOf('platform'), told.indexOf(about.column)];
  if (platformAt < 0) return withoutColumn(holding, 'platform');
  if (aboutAt < 0) return withoutColumn(holding, about.column);
  const outcome = data.study.outcomes.findIndex((one) => one.name === name);
  if (outcome < 0)
    return fail('BAD_INPUT', {
      message: `The study ${holding.ready.name} has no outcome “${name}”.`,
      next: 'Choose another from its list.',
      subject: name,
    });
  const signals = [...data.study.signals.keys()].filter(
    (at) => data.signals.about[at]?.[aboutAt] === about.value && data.signals.about[at]?.[platformAt] != null,
  );
  const found = await quick.ask('leads', { signals, outcome });
  const best = new Map<string, (typeof found)[number]>();
  for (const row of found) {
    const platform = data.signals.about[row.signal]?.[platformAt] ?? '';
    const before = best.get(platform);
    if (before === undefined || row.p < before.p) best.set(platform, row);
  }
  const rows = [...best.keys()].sort();
  const reach = Math.max(0, ...[...best.values()].map(({ r }) => (r.length - 1) / 2), 0);
  const cells: HeatCell[] = rows.flatMap((platform, row) => {
    const one = best.get(platform);
    const signal = data.study.signals[one?.signal ?? -1]?.name ?? '';
    const own = ((one?.r.length ?? 1) - 1) / 2;
    return Array.from(one?.r ?? [], (r, at) => ({
      ...{ row, column: at - own + reach, r, lead: at - own, signal, outcome: name },
      verdict: verdicts.get(keyOf(signal, name)) ?? null,
    })).filter(({ r }) => Number.isFinite(r));
  });
  const columns =
    rows.length === 0 ? [] : Array.from({ length: 2 * reach + 1 }, (_, at) => String(at - reach));
  const labels = aboutLabels(holding);
  const subject = labels[about.column]?.[about.value] ?? about.value;
  const product = calledOf(data.study.outcomes[outcome] ?? { name });
  const missing = `No signal about ${subject} can be compared with ${product}.`;
  return ok({
    ...{ rows, cells },
    ...{ columns, rowLabels: rows.map(platformName), columnLabels: columns },
    band: rows.length === 0 ? null : Math.max(...[...best.values()].map(({ band }) => band)),
    sentence:
      rows.length === 0
        ? missing
        : `Each platform’s signal about ${subject} against ${product}, at leads up to ${steps(options.maxLead, file.grain)} either way.`,
    problem:
      rows.length === 0
        ? {
            message: missing,
            next: 'Choose another trend or product, or extract the sources that tell of it for half a year or more.',
          }
        : null,
  });
}

async function strongestPairs(
  holding: Holding,
  column: string,
  verdicts: Verdicts,
): Promise<Result<HeatView>> {
  const { data, file, options } = holding;
  const aboutAt = (file.signals.about ?? []).indexOf(column);
  if (aboutAt < 0) return withoutColumn(holding, column);
  const productAt = (file.outcomes.about ?? []).indexOf('product');
  const rowOf = (signal: number) => data.signals.about[signal]?.[aboutAt] ?? null;
  const columnOf = (outcome: number) =>
    data.outcomes.about[outcome]?.[productAt] ?? data.study.outcomes[outcome]?.name ?? '';
  const { pairs, status, p, lead, value, band } = await holding.strongest();
  const best = new Map<string, { pair: number; row: string; column: string }>();
  for (const pair of pairs) {
    const place = placeOf(data.study, pair);
    const row = rowOf(place.signal);
    if (status[pair] !== JUDGED || row === null) continue;
    const cell = { pair, row, column: columnOf(place.outcome) };
    const key = keyOf(cell.row, cell.column);
    const before = best.get(key);
    if (before === undefined || (p[pair] as number) < (p[before.pair] as number)) best.set(key, cell);
  }
  const rows = sorted([...best.values()].map((cell) => cell.row));
  const columns = sorted([...best.values()].map((cell) => cell.column));
  const [rowAt, columnAt] = [placesOf(rows), placesOf(columns)];
  const cells = [...best.values()].map((cell): HeatCell => {
    const place = placeOf(data.study, cell.pair);
    const signal = data.study.signals[place.signal]?.name ?? '';
    const outcome = data.study.outcomes[place.outcome]?.name ?? '';
    return {
      ...{ row: rowAt.get(cell.row) ?? 0, column: columnAt.get(cell.column) ?? 0, signal, outcome },
      ...{ r: value[cell.pair] as number, lead: lead[cell.pair] as number },
      verdict: verdicts.get(keyOf(signal, outcome)) ?? null,
    };
  });
  const labels = aboutLabels(holding);
  const message =
    pairs.length === 1
      ? 'The only pair of the study can’t be compared.'
      : `None of the ${pairs.length} pairs of the study can be compared.`;
  return ok({
    ...{ rows, columns, cells },
    rowLabels: rows.map((row) => labels[column]?.[row] ?? row),
    columnLabels: columns.map((name) => labels['product']?.[name] ?? name),
    band: cells.length === 0 ? null : band,
    sentence:
      cells.length === 0
        ? message
        : `The strongest correlation of each ${column} with each product, at leads up to ${steps(options.maxLead, file.grain)} either way. The best of several pairs is large by chance too: the verdict says which to trust.`,
    problem:
      cells.length === 0
        ? { message, next: 'Choose one of them: there it says what it lacks. Mostly it is history.' }
        : null,
  });
}

function withoutColumn({ ready }: Holding, column: string): Result<never> {
  return fail('BAD_INPUT', {
    message: `The study ${ready.name} doesn’t say which ${column} a signal is about.`,
    next: `Name a column ${column} under about of its signals, and bring it in the model that makes them.`,
    subject: column,
  });
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, at) => [name, at]));
}
