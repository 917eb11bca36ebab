import { resolve } from 'node:path';
import { ok } from '../../../shared/errors/failure.ts';
import { EMPTY_REGISTER } from '../../insight/finding/register.ts';
import { MAX_LEAD } from '../../insight/finding/thresholds.ts';
import type { Finding } from '../../insight/finding/verdict.ts';
import { fingerprintOf } from '../../insight/screen/keptState.ts';
import { rank, triedBefore, triesOf } from '../../insight/screen/ranking.ts';
import { emptyState } from '../../insight/screen/screenState.ts';
import { readPairs } from '../studies/readPairs.ts';
import { runFindings, runScreen } from '../studies/runScreen.ts';
import { openScreenPool } from '../studies/screenPool.ts';
import type { Command } from './command.ts';
import { rangeOf } from './findingText.ts';
import { interruptible } from './interrupt.ts';
import { LONGEST_LEAD } from './lag.ts';
import { shownAt } from './shownAt.ts';
import { countText } from './textTable.ts';
import { wholeNumber } from './wholeNumber.ts';
import { withTriedPairs } from './withTriedPairs.ts';

export const screenCommand: Command = {
  name: 'screen',
  summary: 'which of many pairs of series lead, corrected for how many were looked at',
  usage: 'screen <file> [--max-lead 30] [--seed N] [--tried N] [--workspace DIR]',
  help: `
Reads a table with the columns pair, day, signal and outcome, a row for each day of each pair in any order, and writes a
JSON line a pair to standard output, in the order in which the pairs first appear. No workspace is needed.
A lead above 0 means that the signal comes first. That one comes first doesn't make it the cause of the other.
Every line has pair, verdict, lead, interval, p, q, effectiveN and sentence. A pair that can't be studied has the verdict
"refused" and a sentence that says what to change. Ctrl-C stops it.

  --max-lead N     leads looked at, in both directions (30)
  --seed N         of the resampling (0): the same seed gives the same lines
  --tried N        pairs that were tried before and aren't in the file: they count in the correction (0)
  --sum            several rows of one day are parts of it; without this their pair is refused
  --workspace DIR  corrects for every pair ever tried in this workspace, and adds these once all are written. A pair is known
                   by its name: tried again, it isn't counted twice. A screen that is stopped adds nothing`,
  words: [1, 1],
  options: {
    'max-lead': { type: 'string' },
    seed: { type: 'string' },
    tried: { type: 'string' },
    sum: { type: 'boolean' },
  },
  async run(call) {
    const { terminal } = call;
    const maxLead = wholeNumber(call, 'max-lead', { least: 1, most: LONGEST_LEAD, otherwise: MAX_LEAD });
    if (!maxLead.ok) return maxLead;
    const seed = wholeNumber(call, 'seed', { least: 0, most: 2 ** 32 - 1, otherwise: 0 });
    if (!seed.ok) return seed;
    const tried = wholeNumber(call, 'tried', { least: 0, most: 1e12, otherwise: 0 });
    if (!tried.ok) return tried;
    return interruptible(call, (signal) =>
      withTriedPairs(call, async (register) => {
        const work = { signal, report: shownAt(terminal) };
        const duplicates = call.options['sum'] === true ? 'sum' : 'refuse';
        const read = await readPairs(resolve(call.folder, call.words[0] ?? ''), duplicates, work);
        if (!read.ok) return read;
        const { names, study } = read.value;
        const before = register === null ? ok(EMPTY_REGISTER) : await register.read(signal);
        if (!before.ok) return before;
        const options = { maxLead: maxLead.value, seed: seed.value, confirmed: true };
        const pool = openScreenPool(study, options);
        try {
          const state = emptyState(fingerprintOf(study, options), names.length);
          const screened = await runScreen(study, state, pool, work);
          if (!screened.ok) return screened;
          const ranking = rank(state, { ...triedBefore(before.value, study), count: tried.value });
          const all = Uint32Array.from(names.keys());
          const told = await runFindings(all, ranking, pool, work, (finding, pair) =>
            terminal.out(`${JSON.stringify(lineOf(names[pair] ?? '', finding))}\n`),
          );
          if (!told.ok) return told;
          const added = await register?.add(triesOf(study, state), signal);
          if (added?.ok === false) return added;
          terminal.progress(
            `${countText(names.length)} ${names.length === 1 ? 'pair' : 'pairs'}, ${countText(ranking.claims)} related after correction for ${countText(ranking.tests)} tried.`,
          );
          return ok({ text: '' });
        } finally {
          await pool.close();
        }
      }),
    );
  },
};

function lineOf(pair: string, finding: Finding) {
  const { verdict, lead, interval, p, q, effectiveN, sentence, strength, days, tests } = finding;
  return {
    pair,
    verdict,
    lead,
    interval: rangeOf(interval),
    p,
    q,
    effectiveN,
    sentence,
    strength,
    days,
    tests,
  };
}
