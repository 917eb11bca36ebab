import { RelationName } from '../../../../../shared/domain/relation.ts';
import { StudyName } from '../../../../../shared/domain/study.ts';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import { MAX_LEAD } from '../../../../insight/finding/thresholds.ts';
import type { Finding } from '../../../../insight/finding/verdict.ts';
import { fingerprintOf } from '../../../../insight/screen/keptState.ts';
import { rank, triedBefore, triesOf } from '../../../../insight/screen/ranking.ts';
import { emptyState } from '../../../../insight/screen/screenState.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { readRelationPairs } from '../../../studies/readRelationPairs.ts';
import { runFindings, runScreen } from '../../../studies/runScreen.ts';
import { openScreenPool } from '../../../studies/screenPool.ts';
import { createTriedPairs } from '../../../studies/triedPairs.ts';
import { whileUnchanged } from '../../../studies/whileUnchanged.ts';
import { type Applied, findApplied, markApplied } from '../appliedSteps.ts';
import { counted, failedWith, stopped } from '../ends.ts';
import { type FoundPair, writeFindings } from './findingsTable.ts';
import { studyOfFile, writesOfFile } from './studyOfFile.ts';

export interface StudyStepOptions {
  readonly warehouse: () => Promise<Result<Warehouse>>;
  readonly clock: () => Date;
  /** Of the open workspace. */
  readonly folder: string;
  /** Of the program. */
  readonly version: string;
}

/**
 * Every pair of a relation, corrected for all that was ever tried. The findings, the register of tried pairs and the mark of
 * this attempt are one transaction: a step that is killed and repeated counts a pair once.
 */
export function createStudyStep(options: StudyStepOptions): StepRunner<'study'> {
  async function run(call: StepCall<'study'>): Promise<StepEnd> {
    const opened = await options.warehouse();
    if (!opened.ok) return failedWith(opened.failure);
    const { store } = opened.value;
    const before = await findApplied(store, store, call.attempt);
    if (!before.ok) return failedWith(before.failure);
    if (before.value !== null) return applied(call, before.value);
    const done = StudyName.safeParse(call.step.study).success
      ? await studyOfFile(call, opened.value, options)
      : await study(call, opened.value);
    if (call.signal.aborted) return stopped('The study');
    return done.ok ? { is: 'succeeded', ...done.value } : failedWith(done.failure);
  }

  async function study(call: StepCall<'study'>, { store }: Warehouse): Promise<Result<Applied>> {
    const { step, signal, say } = call;
    const work = { signal, report: call.report };
    const { into } = step;
    const relation = RelationName.safeParse(step.study).data;
    if (relation === undefined || into === undefined)
      return fail('BAD_INPUT', {
        message: `${step.study} is a relation whose findings have no place.`,
        next: 'Name a relation under into.',
        subject: step.study,
      });
    if (into === relation)
      return fail('BAD_INPUT', {
        message: `${into} is what is studied, so the findings can't take its place.`,
        next: 'Name another relation under into.',
        subject: into,
      });
    const unchanged = await whileUnchanged(store, [relation], signal);
    if (!unchanged.ok) return unchanged;
    const read = await readRelationPairs(store, relation, work);
    if (!read.ok) return read;
    const still = await unchanged.value();
    if (!still.ok) return still;
    const { names, study: series } = read.value;
    say(`${counted(names.length, 'pair')} read from ${relation}`);
    const tried = createTriedPairs(store, options.clock);
    const register = await tried.read(signal);
    if (!register.ok) return register;
    const asked = { maxLead: step.max_lead ?? MAX_LEAD, seed: step.seed ?? 0, confirmed: true };
    const pool = openScreenPool(series, asked);
    try {
      const state = emptyState(fingerprintOf(series, asked), names.length);
      const screened = await runScreen(series, state, pool, work);
      if (!screened.ok) return screened;
      const ranking = rank(state, triedBefore(register.value, series));
      const found: FoundPair[] = [];
      const all = Uint32Array.from(names.keys());
      const told = await runFindings(all, ranking, pool, work, (finding, pair) => {
        found.push(kept(names[pair] ?? '', finding));
      });
      if (!told.ok) return told;
      const refused = found.filter(({ verdict }) => verdict === 'refused');
      for (const { pair, sentence } of refused.slice(0, 20)) say(`${pair}: ${sentence}`);
      const sentence = `${counted(names.length, 'pair')} studied, ${ranking.claims} related after correction for ${ranking.tests.toLocaleString('en')} tried${refused.length > 0 ? `, ${refused.length} refused` : ''}.`;
      say(sentence);
      const outcome: Applied = { told: sentence, rows: found.length, wrote: [into] };
      const at = options.clock().toISOString();
      call.report({ step: `Writing ${into}`, done: 0, total: found.length, unit: 'rows' });
      const written = await store.write(
        async (session) => {
          const put = await writeFindings(session, into, found, { run: call.run.id, at });
          if (!put.ok) return put;
          const counted = await tried.addWithin(session, triesOf(series, state));
          if (!counted.ok) return counted;
          return markApplied(store, session, { attempt: call.attempt, run: call.run.id, at }, outcome);
        },
        { signal, priority: 'background' },
      );
      return written.ok ? ok(outcome) : written;
    } finally {
      await pool.close();
    }
  }

  return {
    run,
    writes: async (step) => (step.into === undefined ? writesOfFile(step, options) : [step.into]),
  };
}

function applied({ say }: StepCall<'study'>, outcome: Applied): StepEnd {
  say('This was written before the step was interrupted: nothing is left to do.');
  return { is: 'succeeded', ...outcome };
}

/** Only what is written: of a finding with all its working there would be megabytes. */
function kept(pair: string, finding: Finding): FoundPair {
  const { verdict, lead, interval, p, q, strength, effectiveN, days, tests, sentence } = finding;
  return { pair, verdict, lead, interval, p, q, strength, effectiveN, days, tests, sentence };
}
