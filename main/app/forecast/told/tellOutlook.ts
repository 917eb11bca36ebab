import type { Outlook } from '../../../../shared/contract/forecast.ts';
import type { ByModel, MadeOutlook, OutlookInput } from '../../../insight/outlook/madeOutlook.ts';
import { readDay } from '../../../insight/series/dayNumber.ts';
import { expectedSentence, helpSentence } from './outlookWords.ts';
import { asCells, calledIn, cell, counted, dayAt, dayWordsAt } from './words.ts';

export interface OutlookAbout {
  readonly study: string;
  /** Platforms of signals, by their names. */
  readonly platforms: ReadonlyMap<string, string>;
  /** In the workspace's zone. */
  readonly today: string;
}

/** Of what was, as much as a person looks back on. */
const SHOWN_DAYS = 120;
/** A source of yesterday is nothing to speak of. */
const USUAL_DELAY = 3;

/** What was made as a screen, a file and a frozen version have it. */
export function tellOutlook(input: OutlookInput, outlook: MadeOutlook, about: OutlookAbout): Outlook {
  const { firstDay, values, horizon } = input;
  const shown = Math.min(values.length, Math.max(SHOWN_DAYS, 2 * horizon));
  const from = values.length - shown;
  const { origins, absolute, gain, better, worse } = outlook.backtest;
  return {
    study: about.study,
    outcome: input.outcome,
    outcomeLabel: calledIn(input, input.outcome),
    days: horizon,
    sentence: expectedSentence(input, outlook),
    verdict: helpSentence(input, outlook),
    chosen: outlook.chosen,
    signals: outlook.signals.map(({ name, lead, recent }) => ({
      signal: name,
      label: calledIn(input, name),
      platform: about.platforms.get(name) ?? null,
      lead,
      recent,
    })),
    history: { firstDay: dayAt(firstDay, from), values: asCells(values.slice(from)) },
    firstDay: dayAt(firstDay, values.length),
    paths: {
      led: outlook.paths.led && asCells(outlook.paths.led),
      plain: asCells(outlook.paths.plain),
      naive: asCells(outlook.paths.naive),
    },
    bands: outlook.bands.map(({ level, lower, upper, measured, tried }) => ({
      level,
      lower: asCells(lower),
      upper: asCells(upper),
      measured: cell(measured),
      tried,
    })),
    errors: outlook.errors.map((one) => ({
      ahead: one.ahead,
      absolute: byModel(one.absolute),
      scaled: byModel(one.scaled),
      used: one.used,
    })),
    rolling: origins.map((origin, at) => ({
      day: dayAt(firstDay, origin),
      covered: outlook.bands.map(({ rolling }) => cell(rolling[at] as number)),
    })),
    backtest: {
      origins: origins.length,
      firstDay: dayAt(firstDay, origins[0] ?? 0),
      lastDay: dayAt(firstDay, (origins.at(-1) ?? 0) + horizon - 1),
      absolute: byModel(absolute),
      gain: cell(gain),
      better,
      worse,
    },
    causes: causesAhead(input),
    notes: notesOn(input, outlook, about),
  };
}

function byModel({ led, plain, naive }: ByModel) {
  return { led: cell(led), plain: cell(plain), naive: cell(naive) };
}

function causesAhead({ causes, firstDay, values, horizon }: OutlookInput): Outlook['causes'] {
  return Array.from({ length: horizon }, (_, h) => values.length + h).flatMap((t) =>
    causes.filter(({ marks }) => marks[t] === 1).map(({ name }) => ({ day: dayAt(firstDay, t), name })),
  );
}

function notesOn(input: OutlookInput, { signals }: MadeOutlook, { today, study }: OutlookAbout): string[] {
  const notes: string[] = [];
  const last = input.firstDay + input.values.length - 1;
  const behind = (readDay(today)?.day ?? last) - last;
  if (behind > USUAL_DELAY)
    notes.push(
      `${calledIn(input, input.outcome)} is known up to ${dayWordsAt(last, 0)}, ${counted(behind, 'day')} ago: extract its source and build to forecast from today.`,
    );
  for (const { name } of input.signals)
    if (!signals.some((used) => used.name === name))
      notes.push(
        `${calledIn(input, name)} varies too little to say anything of the days ahead, and is not used.`,
      );
  if (signals.length > 0)
    notes.push(
      'That these signals are tried at all was decided on the whole period, the days of the tests among them. Their leads and weights were learned anew for each test, from the days before it.',
    );
  const missing = input.values.filter(Number.isNaN).length;
  if (missing > 0)
    notes.push(
      `${counted(missing, 'day')} without a value, such as those out of stock, are left out and never taken for 0.`,
    );
  if (input.causes.length === 0)
    notes.push(
      `No promotions or holidays are known: name them under causes in studies/${study}.yml, so that they are foreseen.`,
    );
  return notes;
}
