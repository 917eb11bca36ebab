import { useMemo } from 'react';
import type { HeatView } from '../../../../shared/contract/explorer.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { heat } from '../../../charts/plots/heat.ts';
import classes from '../explorer.module.css';
import type { Called } from '../study/called.ts';
import type { Chosen, PickPair } from '../study/chosen.ts';
import { cellRemark, cellsInPlace } from './cells.ts';

interface HeatChartProps {
  readonly title: string;
  readonly rowName: string;
  readonly columnName: string;
  readonly view: HeatView;
  readonly chosen: Chosen | null;
  /** Whether a pair has a cell for each lead, or one. */
  readonly byLead?: boolean;
  readonly called: Called;
  readonly onPick: PickPair;
}

export function HeatChart({
  title,
  rowName,
  columnName,
  view,
  byLead = false,
  called,
  chosen,
  onPick,
}: HeatChartProps) {
  const cells = useMemo(() => cellsInPlace(view), [view]);
  const at = cells.findIndex(
    (cell) =>
      cell !== null &&
      cell.signal === chosen?.signal &&
      cell.outcome === chosen.outcome &&
      (!byLead || cell.lead === chosen.lead),
  );
  const drawing = useMemo(
    () =>
      heat({
        rows: view.rowLabels,
        columns: view.columnLabels,
        values: cells.map((cell) => cell?.r ?? null),
        labels: cells.map((cell) => (cell === null ? null : cellRemark(cell, called))),
        rowName,
        columnName,
        valueName: 'r',
        chosen: at < 0 ? null : at,
      }),
    [view, cells, called, rowName, columnName, at],
  );
  if (view.problem !== null || view.rows.length === 0)
    return (
      <p className={classes['quiet']}>
        {view.problem === null ? view.sentence : `${view.problem.message} ${view.problem.next}`}
      </p>
    );
  return (
    <Chart
      {...drawing}
      title={title}
      summary={view.sentence}
      height={Math.min(640, 72 + view.rows.length * (view.rows.length > 24 ? 15 : 26))}
      onPick={(row) => {
        const cell = cells[row];
        if (cell !== null && cell !== undefined) onPick(cell.signal, cell.outcome, cell.lead);
      }}
    />
  );
}
