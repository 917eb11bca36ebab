import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { AmongPairs } from '../../insight/finding/finding.ts';
import {
  correct,
  EMPTY_REGISTER,
  type Register,
  type Try,
  withTries,
} from '../../insight/finding/register.ts';
import { MAX_LEAD } from '../../insight/finding/thresholds.ts';
import { pairFinding } from '../../insight/screen/pairFinding.ts';
import { namesOf } from '../../insight/screen/ranking.ts';
import { readPair } from '../studies/readPair.ts';
import type { Command, Invocation } from './command.ts';
import { exportAsked } from './exportAsked.ts';
import { findingLine, findingText } from './findingText.ts';
import { interruptible } from './interrupt.ts';
import { shownAt } from './shownAt.ts';
import { wholeNumber } from './wholeNumber.ts';
import { withTriedPairs } from './withTriedPairs.ts';

/** A year and some: beyond it a lead can't be told from the season. */
export const LONGEST_LEAD = 400;

export const lagCommand: Command = {
  name: 'lag',
  summary: 'does one column of a file lead another, and by how many days?',
  usage:
    'lag <file> --signal COLUMN --outcome COLUMN --day COLUMN [--max-lead 30] [--export-r DIR] [--workspace DIR] [--json]',
  help: `
Reads a table with one row a day (CSV, or what else \`load\` reads) and says whether the signal comes before the outcome,
by how many days, how sure that is, and whether it leaves time to act. A lead above 0 means that the signal comes first.
That one comes first doesn't make it the cause of the other. No workspace is needed.

  --signal COLUMN      attention: views, mentions, searches
  --outcome COLUMN     sales
  --day COLUMN         days such as 2024-01-31
  --max-lead N         leads looked at, in both directions (30)
  --promotions COLUMN  days on which promotions ran: without them, what a promotion does to both is taken for a relation
  --latency N          days until a day of the signal is known (0)
  --reaction N         days until what is then done takes effect (0)
  --sum                several rows of one day are parts of it; without this they are refused
  --changes            compares changes from day to day instead of levels: another question, for series that wander
  --seed N             of the resampling (0): the same seed gives the same answer
  --export-r DIR       writes a new folder with the data as CSV and a script in base R that recomputes lead, r, p and interval
                       from them and says whether they tie
  --workspace DIR      counts the pair among all that were ever tried in this workspace, and corrects for them

A pair that can't be studied is answered with what to change, and exit code 1.`,
  words: [1, 1],
  options: {
    signal: { type: 'string' },
    outcome: { type: 'string' },
    day: { type: 'string' },
    'max-lead': { type: 'string' },
    promotions: { type: 'string' },
    latency: { type: 'string' },
    reaction: { type: 'string' },
    sum: { type: 'boolean' },
    changes: { type: 'boolean' },
    seed: { type: 'string' },
    'export-r': { type: 'string' },
  },
  async run(call) {
    const asked = askedOf(call);
    if (!asked.ok) return asked;
    const { columns, maxLead, latency, reaction, seed } = asked.value;
    return interruptible(call, (signal) =>
      withTriedPairs(call, async (tried) => {
        const work = { signal, report: shownAt(call.terminal) };
        const study = await readPair(resolve(call.folder, call.words[0] ?? ''), columns, work);
        if (!study.ok) return study;
        const before = tried === null ? ok(EMPTY_REGISTER) : await tried.read(signal);
        if (!before.ok) return before;
        const names = namesOf(study.value, 0);
        const options = {
          maxLead,
          delays: { latency, reaction },
          seed,
          confirmed: true,
          ...(call.options['changes'] === true && CHANGES),
        };
        const among = (p: number) => amongTried(before.value, { ...names, p });
        const finding = pairFinding(study.value, 0, among, options);
        if (tried !== null && finding.p !== null) {
          const added = await tried.add([{ ...names, p: finding.p }], signal);
          if (!added.ok) return added;
        }
        const answer = {
          data: { pair: `${finding.signal} → ${finding.outcome}`, ...findingLine(finding) },
          text: findingText(finding),
          failed: finding.verdict === 'refused',
        };
        if (answer.failed) return ok(answer);
        return exportAsked(call, answer, { study: study.value, pair: 0, options, finding });
      }),
    );
  },
};

const CHANGES = {
  signal: { changes: true },
  outcome: { changes: true },
  notes: ['Changes from day to day were compared, not levels: what moves together slowly doesn’t show here.'],
};

function amongTried(before: Register, now: Try): AmongPairs {
  const { q, tests } = correct(withTries(before, [now]));
  return { q: q(now.signal, now.outcome), tests };
}

function askedOf(call: Invocation) {
  const column = (name: string) => String(call.options[name] ?? '');
  const missing = ['signal', 'outcome', 'day'].find((name) => column(name) === '');
  if (missing !== undefined)
    return fail('BAD_INPUT', {
      message: `--${missing} is missing.`,
      next: 'Name the columns that hold the signal, the outcome and the day.',
    });
  const number = (name: string, least: number, most: number, otherwise: number) =>
    wholeNumber(call, name, { least, most, otherwise });
  const numbers = {
    maxLead: number('max-lead', 1, LONGEST_LEAD, MAX_LEAD),
    latency: number('latency', 0, LONGEST_LEAD, 0),
    reaction: number('reaction', 0, LONGEST_LEAD, 0),
    seed: number('seed', 0, 2 ** 32 - 1, 0),
  };
  const promotions = column('promotions');
  const columns = {
    day: column('day'),
    signal: column('signal'),
    outcome: column('outcome'),
    duplicates: call.options['sum'] === true ? ('sum' as const) : ('refuse' as const),
    ...(promotions !== '' && { promotions }),
  };
  return allOf(numbers, columns);
}

function allOf<Columns>(
  numbers: Readonly<Record<'maxLead' | 'latency' | 'reaction' | 'seed', Result<number>>>,
  columns: Columns,
): Result<{ columns: Columns; maxLead: number; latency: number; reaction: number; seed: number }> {
  const { maxLead, latency, reaction, seed } = numbers;
  if (!maxLead.ok) return maxLead;
  if (!latency.ok) return latency;
  if (!reaction.ok) return reaction;
  if (!seed.ok) return seed;
  return ok({
    columns,
    maxLead: maxLead.value,
    latency: latency.value,
    reaction: reaction.value,
    seed: seed.value,
  });
}
