import { resolve } from 'node:path';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { eventSentence } from '../../insight/events/eventSentence.ts';
import { type EventStudy, eventStudy } from '../../insight/events/eventStudy.ts';
import { seedOfPair } from '../../insight/finding/seedOfPair.ts';
import { createRandom } from '../../insight/numbers/random.ts';
import { studiedPair } from '../../insight/screen/studiedPair.ts';
import { writeDay } from '../../insight/series/dayNumber.ts';
import { isRefusal } from '../../insight/series/refusal.ts';
import { readPair } from '../studies/readPair.ts';
import type { Command, Invocation } from './command.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { wholeNumber } from './wholeNumber.ts';

const LONGEST_HORIZON = 120;

export const eventsCommand: Command = {
  name: 'events',
  summary: 'do spikes of one column follow spikes of another, and how soon?',
  usage: 'events <file> --signal COLUMN --outcome COLUMN --day COLUMN [--horizon 30] [--json]',
  help: `
For series that are a row of events rather than a level, such as products that sell on few days, and for the question of what
a single spike brings. Looks for the days on which something unusual began in each column, how many of the signal's spikes were
followed by one of the outcome, how soon, and how often that happens after days drawn at random on the same weekdays.

  --signal COLUMN      attention: views, mentions, searches
  --outcome COLUMN     sales
  --day COLUMN         days such as 2024-01-31
  --horizon N          days after which a spike is no longer held responsible (30)
  --sum                several rows of one day are parts of it; without this they are refused
  --seed N             of the random days (0): the same seed gives the same answer`,
  words: [1, 1],
  options: {
    signal: { type: 'string' },
    outcome: { type: 'string' },
    day: { type: 'string' },
    horizon: { type: 'string' },
    sum: { type: 'boolean' },
    seed: { type: 'string' },
  },
  async run(call) {
    const horizon = wholeNumber(call, 'horizon', { least: 1, most: LONGEST_HORIZON, otherwise: 30 });
    if (!horizon.ok) return horizon;
    const seed = wholeNumber(call, 'seed', { least: 0, most: 2 ** 32 - 1, otherwise: 0 });
    if (!seed.ok) return seed;
    const columns = columnsOf(call);
    const missing = (['signal', 'outcome', 'day'] as const).find((name) => columns[name] === '');
    if (missing !== undefined)
      return fail('BAD_INPUT', {
        message: `--${missing} is missing.`,
        next: 'Name the columns that hold the signal, the outcome and the day.',
      });
    return interruptible(call, async (signal) => {
      const work = { signal, report: shownAt(call.terminal) };
      const read = await readPair(resolve(call.folder, call.words[0] ?? ''), columns, work);
      if (!read.ok) return read;
      const pair = studiedPair(read.value, 0);
      if (isRefusal(pair)) return answer({ refusal: pair }, `${pair.message} ${pair.next}`, true);
      const names = [pair.signalName, pair.outcomeName] as const;
      const random = createRandom(seedOfPair(seed.value, ...names));
      const study = eventStudy(pair.signal, pair.outcome, { random, horizon: horizon.value });
      if (study.kind === 'unavailable')
        return answer(
          { refusal: study },
          `${names.join(' and ')} hold too few spikes to compare. ${MORE}`,
          true,
        );
      const sentence = eventSentence(...names, study);
      return answer({ sentence, ...asLines(study, pair.firstDay) }, sentence, false);
    });
  },
};

const MORE = 'Bring a longer period, with at least five spikes of each.';

function columnsOf({ options }: Invocation) {
  const column = (name: string) => String(options[name] ?? '');
  return {
    day: column('day'),
    signal: column('signal'),
    outcome: column('outcome'),
    duplicates: options['sum'] === true ? ('sum' as const) : ('refuse' as const),
  };
}

/** With days as days, and curves as plain lists. */
function asLines({ signalOnsets, outcomeOnsets, placebo, kind: _, ...rest }: EventStudy, firstDay: number) {
  const written = (onsets: readonly number[]) => onsets.map((day) => writeDay(firstDay + day));
  return {
    ...rest,
    p: placebo.p,
    signalSpikes: written(signalOnsets),
    outcomeSpikes: written(outcomeOnsets),
    followedByDay: [...placebo.observed],
    afterRandomDays: [...placebo.placebo],
  };
}

function answer(data: unknown, text: string, failed: boolean) {
  return ok({ data, text, failed });
}
