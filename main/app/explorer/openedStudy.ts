import type { OpenStudy, SeriesLine, UsedVersion } from '../../../shared/contract/explorer.ts';
import { steps } from '../../../shared/domain/grain.ts';
import { grainSettings } from '../../insight/grain/grainSettings.ts';
import { writeStep } from '../../insight/grain/stepNumber.ts';
import { calledOf, type StudySeries } from '../../insight/screen/study.ts';
import { isRefusal } from '../../insight/series/refusal.ts';
import type { StudySide } from '../studies/studySide.ts';
import { aboutLabels } from './aboutLabels.ts';
import type { Holding } from './heldStudy.ts';

/** A study as the screen opens it, with what it is missing. */
export function openedStudy({ ready, file, data, options }: Holding, version: UsedVersion | null): OpenStudy {
  const { study } = data;
  const signals = linesOf(study.signals, data.signals, file.signals.about ?? []);
  const outcomes = linesOf(study.outcomes, data.outcomes, file.outcomes.about ?? []);
  const grain = file.grain ?? 'day';
  return {
    study: ready.name,
    title: file.title ?? ready.name,
    ...{ grain, leads: options.maxLead, signals, outcomes, version },
    about: { signals: [...(file.signals.about ?? [])], outcomes: [...(file.outcomes.about ?? [])] },
    labels: aboutLabels({ file, data }),
    pairs: study.pairs === null ? null : Array.from(study.pairs),
    causes: study.causes.map(({ name }) => name),
    problems: problemsOf(
      { signals, outcomes },
      { grain, ready, version, causes: study.causes.length, linked: study.pairs !== null },
    ),
  };
}

function linesOf(series: readonly StudySeries[], side: StudySide, about: readonly string[]): SeriesLine[] {
  return series.map((one, at) => {
    const told = Object.fromEntries(about.map((column, place) => [column, side.about[at]?.[place] ?? null]));
    const named = { name: one.name, label: calledOf(one) };
    if (isRefusal(one.series)) {
      const { message, next } = one.series;
      return { ...named, about: told, first: null, last: null, known: 0, refusal: { message, next } };
    }
    const { values, firstDay, grain } = one.series;
    return {
      ...{ ...named, about: told, refusal: null },
      first: writeStep(firstDay, grain),
      last: writeStep(firstDay + values.length - 1, grain),
      known: values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
    };
  });
}

interface Facts {
  readonly grain: OpenStudy['grain'];
  readonly ready: Holding['ready'];
  readonly version: UsedVersion | null;
  readonly causes: number;
  readonly linked: boolean;
}

type Problem = OpenStudy['problems'][number];

function problemsOf(
  { signals, outcomes }: Pick<OpenStudy, 'signals' | 'outcomes'>,
  { grain, ready, version, causes, linked }: Facts,
): Problem[] {
  const found: Problem[] = [];
  const { leastSteps } = grainSettings(grain);
  for (const [lines, what] of [
    [signals, 'signal'],
    [outcomes, 'outcome'],
  ] as const) {
    const longest = Math.max(0, ...lines.map(({ known }) => known));
    if (longest < leastSteps)
      found.push({
        message: `No ${what} has more than ${steps(longest, grain)} of history; a lead needs ${leastSteps}.`,
        next: `Extract or load ${steps(leastSteps - longest, grain)} more of what came before, or wait for it. Nothing is claimed until then.`,
      });
    const refused = lines.find(({ refusal }) => refusal !== null)?.refusal;
    const count = lines.filter(({ refusal }) => refusal !== null).length;
    if (refused)
      found.push({
        message: `${count} of ${lines.length} ${what}s can’t be read, the first for this: ${refused.message}`,
        next: refused.next,
      });
  }
  if (version === null)
    found.push({
      message: `The study ${ready.name} has not been run, so no pair has a verdict.`,
      next: 'Run it; looking at pairs one by one and keeping the best would find leads that aren’t there.',
    });
  else if (version.stale !== null)
    found.push({ message: version.stale, next: 'Run the study again for findings of now.' });
  if (outcomes.length === 1)
    found.push({
      message: `There is one outcome only, ${outcomes[0]?.label}: products can’t be compared with each other.`,
      next: linked
        ? 'Link more products to trends, or load the sales of others. Pairs of this one can be looked at as they are.'
        : 'Load the sales of others. Pairs of this one can be looked at as they are.',
    });
  if (causes === 0)
    found.push({
      message: 'No promotions or holidays are known: what they do to both series at once looks like a lead.',
      next: 'Name a relation of them under causes in the study.',
    });
  return found;
}
