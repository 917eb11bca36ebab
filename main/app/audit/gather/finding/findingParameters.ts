import type { NotRecomputed, Parameter } from '../../../../audit/packages/material/common.ts';
import type { Working } from '../../../../audit/packages/material/finding.ts';
import { thresholdsOf } from '../../../../insight/finding/thresholds.ts';
import { grainSettings } from '../../../../insight/grain/grainSettings.ts';
import type { StudyVersion } from '../../../studies/run/versions.ts';
import type { HeldStudyData } from '../../surroundings.ts';

/** Every setting that decides a finding, with what it does. */
export function findingParameters(
  { ready, data, options }: HeldStudyData,
  version: StudyVersion,
  working: Working | null,
  tests: number,
): Parameter[] {
  const { study: file, name, hash } = ready;
  const { grain = 'day' } = file;
  const { claimP, claimQ, resamples, windowDays, windowStep } = thresholdsOf(grain);
  const settings = grainSettings(grain);
  const line = (group: string, parameter: string, value: Parameter['value'], told: string): Parameter => ({
    ...{ group, name: parameter, value, told },
  });
  return [
    line('study', 'name', name, file.title ?? ''),
    line('study', 'version', version.version, `Run at ${version.at} with Leadline ${version.program}.`),
    line('study', 'settings', hash, 'SHA-256 of what the file of the study says.'),
    ...Object.entries(data.hashes).map(([relation, digest]) =>
      line('data', relation, digest, 'SHA-256 of what was read of it.'),
    ),
    line('series', 'grain', grain, 'How long a step is.'),
    line(
      'series',
      'signals',
      file.signals.relation,
      `${file.signals.name} by ${file.signals.day}: ${file.signals.value}`,
    ),
    line(
      'series',
      'outcomes',
      file.outcomes.relation,
      `${file.outcomes.name} by ${file.outcomes.day}: ${file.outcomes.value}`,
    ),
    line(
      'series',
      'duplicates',
      file.signals.duplicates ?? 'refuse',
      'What several rows of one step of the signal are.',
    ),
    line(
      'series',
      'missing steps',
      'left out',
      'A step without a value is not known, and not 0. Nothing is filled in before a correlation.',
    ),
    line(
      'preparing',
      'transform',
      'log1p',
      'The logarithm of one more than the count: counts act in shares.',
    ),
    line(
      'preparing',
      'seasons',
      seasonsTold(settings.seasons(working === null ? settings.leastSteps : 730)),
      'Taken out of both by least squares, with a straight trend.',
    ),
    line(
      'preparing',
      'causes',
      data.study.causes.map((cause) => cause.name).join(', ') || 'none',
      'Promotions and holidays that are taken out of both.',
    ),
    line(
      'preparing',
      'longest past',
      settings.orderMax,
      'Each is freed from its own past by an autoregression whose order AIC chooses, up to this.',
    ),
    line(
      'preparing',
      'scores',
      'rank-normal (Blom)',
      'Normal quantiles of the ranks of what is left: bursts keep their order and lose their weight.',
    ),
    line(
      'comparing',
      'leads',
      options.maxLead,
      `From ${-options.maxLead} to ${options.maxLead} ${grain}s, ${2 * options.maxLead + 1} in all.`,
    ),
    line('comparing', 'p of a claim', claimP, 'At most, corrected for having looked at every lead.'),
    line('comparing', 'q of a claim', claimQ, 'At most, corrected for all pairs ever tried.'),
    line('comparing', 'pairs ever tried', tests, `In the family ${file.family ?? 'workspace'}.`),
    line('comparing', 'windows', windowDays, `${grain}s, beginning every ${windowStep}.`),
    line('comparing', 'resamples', resamples, 'For the interval of the lead.'),
    line('comparing', 'seed', options.seed ?? 0, 'With the names of the pair it decides every draw.'),
    line('acting', 'latency', file.latency_days ?? 0, 'Days until a day of the signal is known.'),
    line('acting', 'reaction', file.reaction_days ?? 0, 'Days until what is then done takes effect.'),
  ];
}

function seasonsTold(
  seasons: readonly { readonly period: number; readonly harmonics: readonly number[] }[],
): string {
  return seasons.map(({ period, harmonics }) => `${period} (waves ${harmonics.join(', ')})`).join('; ');
}

export function findingNotRecomputed(
  { options }: HeldStudyData,
  { program }: Pick<StudyVersion, 'program'>,
): NotRecomputed[] {
  const version = `Leadline ${program}`;
  const seed = String(options.seed ?? 0);
  return [
    {
      what: 'What the calendar explains',
      method:
        'Least squares on an intercept, a straight trend, the waves of the seasons and the known causes. Its values stand in Aligned series; that they are subtracted is a formula.',
      seed: null,
      version,
    },
    {
      what: 'Coefficients of the own past',
      method:
        'Yule and Walker’s equations, order by AIC. They stand in Aligned series; what they foresee is a formula.',
      seed: null,
      version,
    },
    {
      what: '95 % interval of the lead',
      method:
        'Pairs of steps are drawn anew in blocks of random length (stationary bootstrap), 500 times; the quantiles of the strongest lead.',
      seed,
      version,
    },
    {
      what: 'q',
      method: 'Benjamini and Hochberg over the p of every pair ever tried in the family.',
      seed: null,
      version,
    },
    {
      what: 'Effective n',
      method: 'Pyper and Peterman (1998), from the autocorrelations of both up to a fifth of the steps.',
      seed: null,
      version,
    },
    {
      what: 'Smallest r that would have been found',
      method: 'Power of the test at eight times in ten, from the spread of r over the leads.',
      seed: null,
      version,
    },
    {
      what: 'Both ways (Granger)',
      method: 'Regression on the pasts of both with Newey and West’s errors.',
      seed: null,
      version,
    },
    {
      what: 'Forecasts of the past',
      method: 'Models with and without the signal, fitted again and again on what was known then.',
      seed: null,
      version,
    },
    {
      what: 'Other questions, and moves around the period',
      method: 'The same steps with other settings, as Robustness says.',
      seed: null,
      version,
    },
  ];
}
