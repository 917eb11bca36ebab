import type { Measure } from '../../../../audit/packages/material/common.ts';
import type { Figure } from '../../../../audit/packages/material/figure.ts';
import type { RunMaterial } from '../../../../audit/packages/material/run.ts';
import type { NumberFormat } from '../../../../audit/workbook/cell.ts';
import type { Task, Try } from '../../../../pipelines/run/states.ts';

const WHOLE: NumberFormat = { kind: 'integer' };
const SECONDS: NumberFormat = { kind: 'number', digits: 3 };
const DAYS_A_SECOND = 1 / 86_400;
/** Excel keeps milliseconds of an instant. */
const MILLISECOND = 0.002;

export function runFigures(
  { steps, tries, wrote }: Pick<RunMaterial, 'steps' | 'tries' | 'wrote'>,
  tasks: readonly Task[],
  attempts: readonly Try[],
): Figure[] {
  const figure = (
    id: string,
    title: string,
    definition: string,
    [table, measure]: readonly [string, Measure],
    stored: number | null,
    rest: { readonly format?: NumberFormat; readonly tolerance?: number } = {},
  ): Figure => ({ id, title, definition, table, measure, stored, format: WHOLE, tolerance: 0, ...rest });
  const withStatus = (status: string) => tasks.filter((one) => one.status === status).length;
  const times = tasks.flatMap(({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? [] : [[Date.parse(startedAt), Date.parse(endedAt)] as const],
  );
  const span =
    times.length === 0
      ? null
      : (Math.max(...times.map(([, end]) => end)) - Math.min(...times.map(([start]) => start))) / 1000;
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((total, one) => total + (one ?? 0), 0);
  const whereStatus = (status: string): Measure => ({ is: 'count where', column: 'status', equals: status });
  return [
    figure(
      'steps',
      'Steps',
      'Tasks of the run, items of mapped steps by themselves.',
      [steps.name, { is: 'rows' }],
      tasks.length,
    ),
    ...['succeeded', 'failed', 'skipped'].map((status) =>
      figure(
        `steps ${status}`,
        `Steps ${status}`,
        `Those that are ${status}.`,
        [steps.name, whereStatus(status)],
        withStatus(status),
      ),
    ),
    figure('tries', 'Tries', 'Of all steps together.', [tries.name, { is: 'rows' }], attempts.length),
    figure(
      'tries failed',
      'Tries that failed',
      'A step that failed may have succeeded when it was tried again.',
      [tries.name, whereStatus('failed')],
      attempts.filter(({ status }) => status === 'failed').length,
    ),
    figure(
      'rows',
      'Rows that came',
      'Brought by the tries that tell how many.',
      [tries.name, { is: 'sum', column: 'rows' }],
      sum(attempts.map((one) => one.rows)),
    ),
    figure('relations', 'Relations written', 'Each once.', [wrote.name, { is: 'rows' }], wrote.count),
    ...(span === null
      ? []
      : [
          figure(
            'seconds',
            'Seconds from the first start to the last end',
            'Of the steps: waiting before the first isn’t counted.',
            [
              steps.name,
              {
                is: 'ratio',
                over: { is: 'most', column: 'ended' },
                minus: { is: 'least', column: 'started' },
                under: { is: 'constant', value: DAYS_A_SECOND },
              },
            ],
            span,
            { format: SECONDS, tolerance: MILLISECOND },
          ),
          figure(
            'seconds of work',
            'Seconds of work',
            'Of all tries together; steps run beside each other.',
            [tries.name, { is: 'sum', column: 'seconds' }],
            sum(
              attempts.map(({ startedAt, endedAt }) =>
                endedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000,
              ),
            ),
            { format: SECONDS, tolerance: MILLISECOND },
          ),
        ]),
  ];
}
