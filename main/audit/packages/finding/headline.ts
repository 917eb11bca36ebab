import type { NumberFormat } from '../../workbook/cell.ts';
import type { FindingMaterial, FindingTold, Working } from '../material/finding.ts';
import type { Known } from '../sheet/frame.ts';
import { type Tie, toleranceOf } from '../sheet/ties.ts';
import { alignedPlaces } from './columns.ts';
import { correlationAt, overlapAt } from './correlating.ts';
import { windowsPlace } from './robustness.ts';

const R: NumberFormat = { kind: 'number', digits: 9 };
const WHOLE: NumberFormat = { kind: 'integer' };
const GENERAL: NumberFormat = { kind: 'general' };

interface Wanted extends Omit<Tie, 'told' | 'tolerance'> {
  readonly told: string;
  readonly exact?: true;
}

/** What the finding says in figures. Where the package has rows, each is made of them again. */
export function findingTies(material: FindingMaterial, { variant }: Pick<Known, 'variant'>): Tie[] {
  const { told, working } = material;
  if (working === null) return [];
  // Scores have neither a total nor an average that says anything.
  const shown = series(material).filter(({ id }) => material.anonymised === undefined || id === 'n');
  const wanted = [...correlations(working, told), ...shown, ...judged(material, working)];
  return wanted.map(({ exact, ...tie }) => ({
    ...tie,
    ...(variant === 'summary' && { formula: null, cached: null }),
    tolerance: exact ? 0 : toleranceOf(tie.stored),
  }));
}

function correlations({ leads, maxLead, strongest }: Working, told: FindingTold): Wanted[] {
  const lead = told.lead ?? strongest.lead;
  const line = leads[lead + maxLead];
  const smallest = Math.min(...leads.flatMap(({ p }) => (p === null ? [] : [p])));
  const p = Math.min(1, leads.length * smallest);
  return [
    {
      ...{
        id: 'best lead',
        title: 'Lead at which the two go together most',
        format: WHOLE,
        exact: true as const,
      },
      told: 'The lead with the r furthest from 0. A lead is claimed only with a verdict that says so.',
      formula: 'INDEX(ccf_lead,MATCH(MAX(ccf_size),ccf_size,0))',
      cached: strongest.lead,
      stored: strongest.lead,
    },
    {
      ...{ id: 'r', title: `Rank correlation r at lead ${lead}`, format: R },
      told: 'Of what neither the calendar nor its own past explains of either, by ranks. Made from the rows of Aligned series.',
      formula: correlationAt(`(${lead})`),
      cached: line?.r ?? null,
      stored: told.r ?? strongest.r,
    },
    {
      ...{ id: 'r by CORREL', title: `The same by Excel’s CORREL at lead ${lead}`, format: R },
      told: 'With the means of the rows that overlap, where the app takes those of the whole series. Beside the app’s Pearson r of the same rows.',
      formula: overlapAt(`(${lead})`),
      cached: line?.overlap ?? null,
      stored: line?.overlap ?? null,
    },
    {
      ...{ id: 'p', title: 'p of the pair', format: GENERAL },
      told: 'The smallest p of all leads times how many there are (Bonferroni).',
      formula: 'MIN(1,COUNT(ccf_lead)*MIN(ccf_p))',
      cached: p,
      stored: told.p ?? p,
    },
  ];
}

function series(material: FindingMaterial): Wanted[] {
  const at = alignedPlaces(material);
  const [signal, outcome] = [material.signal, material.outcome];
  const both = signal.values.filter((value, t) => value !== null && outcome.values[t] != null).length;
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const sum = (values: readonly (number | null)[]) =>
    known(values).reduce((total, value) => total + value, 0);
  const mean = (values: readonly (number | null)[]) => sum(values) / known(values).length;
  return [
    {
      ...{
        id: 'n',
        title: `${upper(material.grain)}s on which both are known`,
        format: WHOLE,
        exact: true as const,
      },
      told: 'Those without a value in one of the two stay out.',
      formula: `SUMPRODUCT(--ISNUMBER(${at.all('signalValue')}),--ISNUMBER(${at.all('outcomeValue')}))`,
      cached: both,
      stored: material.told.days ?? both,
    },
    {
      ...{ id: 'sum of the signal', title: `Total of ${signal.label}`, format: GENERAL },
      told: 'Over the calendar that both share, as the app read it.',
      formula: `SUM(${at.all('signalValue')})`,
      cached: sum(signal.values),
      stored: sum(signal.values),
    },
    {
      ...{ id: 'sum of the outcome', title: `Total of ${outcome.label}`, format: GENERAL },
      told: 'Over the calendar that both share, as the app read it.',
      formula: `SUM(${at.all('outcomeValue')})`,
      cached: sum(outcome.values),
      stored: sum(outcome.values),
    },
    {
      ...{
        id: 'mean of the outcome',
        title: `Average of ${outcome.label} a ${material.grain}`,
        format: GENERAL,
      },
      told: `Of the ${material.grain}s that are known.`,
      formula: `AVERAGE(${at.all('outcomeValue')})`,
      cached: mean(outcome.values),
      stored: mean(outcome.values),
    },
  ];
}

function judged(material: FindingMaterial, working: Working): Wanted[] {
  const { told, grain } = material;
  const stored = (
    id: string,
    title: string,
    value: number | null,
    why: string,
    format = GENERAL,
  ): Wanted => ({
    ...{ id, title, told: why, formula: null, cached: null, stored: value, format },
  });
  const agreeing = working.windows.filter(({ agrees }) => agrees).length;
  const stability = told.stability;
  return [
    ...(stability === null
      ? []
      : [
          {
            ...{
              id: 'stability',
              title: 'Windows that show the same lead',
              format: WHOLE,
              exact: true as const,
            },
            told: `Of ${stability.windows} windows of the period, those whose strongest lead has the same sign and nearly the same place.`,
            formula: `COUNTIF(${windowsPlace(working).agrees},"yes")`,
            cached: agreeing,
            stored: stability.agree,
          },
        ]),
    stored(
      'lead from',
      '95 % interval of the lead, lower end',
      told.from,
      'By resampling in blocks: Parameters says with which seed.',
      WHOLE,
    ),
    stored('lead to', '95 % interval of the lead, upper end', told.to, 'By resampling in blocks.', WHOLE),
    stored(
      'q',
      `q among ${told.tests} pairs ever tried`,
      told.q,
      'Benjamini and Hochberg over all of them; the others are not in this package.',
    ),
    stored(
      'effective n',
      `What the ${grain}s are worth`,
      told.effectiveN,
      'Fewer than there are, because both series repeat themselves (Pyper and Peterman).',
    ),
    stored(
      'detectable',
      'Smallest r that would have been found',
      told.detectable,
      'Eight times in ten, of this pair.',
    ),
    ...(told.granger === null
      ? []
      : [
          stored(
            'granger forward',
            'p that the signal helps to foresee the outcome',
            told.granger.forward,
            `Granger’s test with Newey-West errors, order ${told.granger.order}.`,
          ),
          stored(
            'granger backward',
            'p that the outcome helps to foresee the signal',
            told.granger.backward,
            'The same the other way round.',
          ),
        ]),
    ...(told.backtest === null
      ? []
      : [
          stored(
            'backtest',
            'Gain over a forecast without the signal',
            told.backtest.overWithoutSignal,
            `In ${told.backtest.origins} forecasts of the past; above 0 is better.`,
          ),
          stored(
            'backtest naive',
            'Gain over the same day a season ago',
            told.backtest.overSeasonalNaive,
            'The same against the seasonal naive forecast.',
          ),
        ]),
    stored(
      'days left',
      'Days left to act',
      told.actionableDays,
      'The lead without the days until the signal is known and until a reaction takes effect.',
      WHOLE,
    ),
  ];
}

function upper(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
