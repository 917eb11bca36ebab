import type { CheckDetail } from '../../../../shared/contract/quality.ts';
import { useFormats } from '../../../app/formats.tsx';
import { Section } from '../../../ui/Section.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { Verdict } from '../../../ui/Verdict.tsx';
import classes from '../quality.module.css';
import { lineOf } from './historyLine.ts';
import { historyWords } from './historyWords.ts';

const WIDTH = 640;
const HEIGHT = 96;
const TOLD = 20;

type Point = CheckDetail['history'][number];

/** How many rows spoke against it over the builds: a line to look at, and a table that says the same. */
export default function History({ history, name }: { history: readonly Point[]; name: string }) {
  const formats = useFormats();
  if (history.length === 0) return null;
  const { points, most } = lineOf(history, WIDTH, HEIGHT);
  const failed = history.filter(({ status }) => status !== 'pass').length;
  const [first] = history;
  const words = historyWords({ asked: history.length, failed, most, since: first?.at ?? '' }, formats);
  const span = [first, history.at(-1)].map((point) => formats.instant(point?.at ?? ''));
  return (
    <Section title="History" description={words}>
      {history.length > 1 && (
        <div className={classes['chart']}>
          <span className={classes['axis']} aria-hidden data-figures>
            {formats.number(most)}
          </span>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Rows against ${name}. ${words}`}>
            <line x1={0} y1={HEIGHT - 0.5} x2={WIDTH} y2={HEIGHT - 0.5} className={classes['base']} />
            <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} className={classes['line']} />
            {points.map(({ x, y, at, status, failures }) => (
              <circle
                key={at}
                cx={x}
                cy={y}
                r={points.length > 80 ? 1.5 : 3}
                className={classes['point']}
                data-status={status}
              >
                <title>{`${formats.instant(at)}: ${status}${failures === null ? '' : `, ${formats.number(failures)}`}`}</title>
              </circle>
            ))}
          </svg>
          <span className={classes['axis']} aria-hidden>
            0
          </span>
          <span className={classes['axis']} data-end aria-hidden>
            {[...new Set(span)].join(' to ')}
          </span>
        </div>
      )}
      <details>
        <summary className={classes['summary']}>The last {Math.min(TOLD, history.length)} verdicts</summary>
        <Table
          caption={`The last verdicts of ${name}`}
          columns={columnsFor(formats)}
          rows={history.toReversed().slice(0, TOLD)}
          rowId={({ build, at }) => `${build} ${at}`}
        />
      </details>
    </Section>
  );
}

function columnsFor(formats: ReturnType<typeof useFormats>): Column<Point>[] {
  return [
    { id: 'at', title: 'When', cell: ({ at }) => formats.instant(at) },
    { id: 'verdict', title: 'Verdict', cell: ({ status }) => <Verdict status={status} /> },
    {
      id: 'rows',
      title: 'Rows against',
      figures: true,
      cell: ({ failures }) => (failures === null ? '' : formats.number(failures)),
    },
    {
      id: 'took',
      title: 'Took',
      figures: true,
      cell: ({ milliseconds }) => formats.duration(milliseconds / 1000),
    },
    {
      id: 'build',
      title: 'Build',
      cell: ({ build }) => <code className={classes['path']}>{build.slice(0, 8)}</code>,
    },
  ];
}
