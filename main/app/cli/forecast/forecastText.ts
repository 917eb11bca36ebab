import type { FrozenForecast, Outlook } from '../../../../shared/contract/forecast.ts';
import { textTable } from '../textTable.ts';

const MODELS = { led: 'with signals', plain: 'without signals', naive: 'last week repeated' } as const;

/** The sentences, the days ahead, and what the tests said. */
export function forecastText(outlook: Outlook, frozen: FrozenForecast | null): string {
  const { sentence, verdict, chosen, paths, bands, days, firstDay, notes, errors, causes } = outlook;
  const path = paths[chosen] ?? paths.plain;
  const columns = [
    { title: 'Day' },
    { title: 'Expected', figures: true },
    ...bands.map(({ level }) => ({ title: `${Math.round(level * 100)} %`, figures: true })),
    { title: 'Last week', figures: true },
    { title: 'Usual error', figures: true },
    { title: 'Known' },
  ];
  const rows = Array.from({ length: days }, (_, h) => {
    const day = new Date(Date.parse(firstDay) + h * 86_400_000).toISOString().slice(0, 10);
    return [
      day,
      figure(path[h]),
      ...bands.map(({ lower, upper }) => `${figure(lower[h])} to ${figure(upper[h])}`),
      figure(paths.naive[h]),
      figure(errors[h]?.absolute[chosen]),
      causes
        .filter((cause) => cause.day === day)
        .map(({ name }) => name)
        .join(', '),
    ];
  });
  const measured = bands
    .filter(({ measured }) => measured !== null)
    .map(({ level, measured, tried }) => `${Math.round(level * 100)} % held ${share(measured)} of ${tried}`)
    .join(', ');
  return [
    sentence,
    verdict,
    `Shown: the forecast ${MODELS[chosen]}.${measured === '' ? '' : ` Days tried inside the intervals: ${measured}.`}`,
    textTable(columns, rows, 120),
    ...notes,
    ...(frozen === null ? [] : [`Frozen as version ${frozen.id}. ${frozen.came.sentence}`]),
  ].join('\n\n');
}

function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function share(value: number | null): string {
  return value === null ? '' : `${(value * 100).toFixed(0)} %`;
}
