import { FrozenForecast, Outlook } from '../../../shared/contract/forecast.ts';
import type { Value } from '../../../shared/domain/column.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';
import type { MadeForecast } from './forecasts.ts';

/** A forecast as it was when it was frozen. */
export interface Frozen {
  readonly head: Omit<FrozenForecast, 'came'>;
  readonly outlook: Outlook;
}

const COLUMNS = ['id', 'study', 'outcome', 'at', 'settings', 'data', 'program', 'outlook'] as const;
const LISTED = COLUMNS.map((name) => `"${name}"`).join(', ');
const MOST = 200;
const Head = FrozenForecast.omit({ came: true });

/** The same forecast of the same data is one version, however often it is frozen. */
export async function freezeForecast(
  store: Store,
  { outlook, settings, data }: MadeForecast,
  made: { readonly at: string; readonly program: string },
  signal?: AbortSignal,
): Promise<Result<Frozen>> {
  const table = internalTable(store, 'forecasts');
  const written = JSON.stringify(data);
  return store.write(async (session) => {
    const same = await session.query(
      `select ${LISTED} from ${table} where "settings" = ? and "data" = ? and "program" = ?`,
      [settings, written, made.program],
    );
    if (!same.ok) return same;
    const [before] = same.value.rows;
    if (before !== undefined) return ok(asFrozen(before));
    const last = await session.query(`select max("id") from ${table}`);
    if (!last.ok) return last;
    const id = BigInt(Number(last.value.rows[0]?.[0] ?? 0) + 1);
    const row = [id, outlook.study, outlook.outcome, made.at, settings, written, made.program];
    const line: Value[] = [...row, JSON.stringify(outlook)];
    const put = await session.execute(
      `insert into ${table} (${LISTED}) values (${COLUMNS.map(() => '?').join(', ')})`,
      line,
    );
    return put.ok ? ok(asFrozen(line)) : put;
  }, signal && { signal });
}

/** The newest first. */
export async function frozenForecasts(
  store: Pick<Store, 'engine' | 'query'>,
  asked: { readonly study: string; readonly outcome?: string | undefined },
  signal?: AbortSignal,
): Promise<Result<Frozen[]>> {
  const of = asked.outcome === undefined ? '' : ' and "outcome" = ?';
  const read = await store.query(
    `select ${LISTED} from ${internalTable(store, 'forecasts')} where "study" = ?${of} order by "id" desc limit ${MOST}`,
    asked.outcome === undefined ? [asked.study] : [asked.study, asked.outcome],
    signal && { signal },
  );
  return read.ok ? ok(read.value.rows.map(asFrozen)) : read;
}

export async function frozenForecast(
  store: Pick<Store, 'engine' | 'query'>,
  id: number,
  signal?: AbortSignal,
): Promise<Result<Frozen>> {
  const read = await store.query(
    `select ${LISTED} from ${internalTable(store, 'forecasts')} where "id" = ?`,
    [BigInt(id)],
    signal && { signal },
  );
  if (!read.ok) return read;
  const [row] = read.value.rows;
  if (row !== undefined) return ok(asFrozen(row));
  return fail('BAD_INPUT', {
    message: `There is no frozen forecast ${id} in this workspace.`,
    next: 'Choose one of the list of frozen forecasts.',
  });
}

/** What was frozen before series had labels calls them by their names. */
function withLabels(text: Outlook): Outlook {
  const { outcomeLabel = text.outcome } = text;
  const signals = text.signals.map(({ label, ...one }) => ({ ...one, label: label ?? one.signal }));
  return { ...text, outcomeLabel, signals };
}

function asFrozen([id, study, outcome, at, settings, data, program, text]: readonly Value[]): Frozen {
  const outlook = Outlook.parse(withLabels(JSON.parse(String(text))));
  const { firstDay, days, chosen, signals, sentence, outcomeLabel } = outlook;
  const names = signals.map(({ signal }) => signal);
  const head = Head.parse({
    ...{ id: Number(id), study, outcome, frozenAt: at, firstDay, days, chosen, signals: names, sentence },
    ...{ outcomeLabel, signalLabels: signals.map(({ label }) => label) },
    ...{ program, settings, data: JSON.parse(String(data)) },
  });
  return { head, outlook };
}
