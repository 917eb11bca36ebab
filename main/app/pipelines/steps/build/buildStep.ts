import { RelationName } from '../../../../../shared/domain/relation.ts';
import { type Failure, fail } from '../../../../../shared/errors/failure.ts';
import type { NodeResult } from '../../../../models/build/nodeResult.ts';
import type { BuildEvents, BuildReport } from '../../../../models/build/request.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import { lineEvents } from '../../../cli/models/liveLines.ts';
import { buildSentence } from '../../../models/buildSentence.ts';
import type { BuildOptions } from '../../../models/modelling.ts';
import type { WorkspaceModels } from '../../../models/workspaceModels.ts';
import { again, failedWith, never, stopped } from '../ends.ts';
import { wordsOf } from '../words.ts';
import { plainVars } from './plainVars.ts';

export interface BuildStepOptions {
  readonly models: Pick<WorkspaceModels, 'carryOut' | 'modelling'>;
}

const MOST_NAMED = 5;

/** The models. While a check fails nothing is published, so whoever reads goes on seeing what was there before. */
export function createBuildStep({ models }: BuildStepOptions): StepRunner<'build'> {
  async function run(call: StepCall<'build'>): Promise<StepEnd> {
    const { signal } = call;
    const done = await models.carryOut(optionsOf(call), { signal, report: call.report }, eventsOf(call));
    if (signal.aborted) return stopped('The build');
    if (!done.ok) return failedWith(done.failure.code === 'STORE_BUSY' ? again(done.failure) : done.failure);
    const report = done.value;
    const { message } = buildSentence(report);
    for (const { id, because } of report.keptBack) call.say(`Kept back: ${id}, because of ${because}`);
    call.say(message);
    const wrote = report.published.flatMap((name) => RelationName.safeParse(name).data ?? []);
    if (report.success) return { is: 'succeeded', told: message, wrote, rows: rowsOf(report) };
    return failedWith(failureOf(report));
  }

  return {
    run,
    async writes(step) {
      const modelling = await models.modelling();
      if (!modelling.ok) return [];
      const listed = await modelling.value.list({ selection: selectionOf(step) });
      if (!listed.ok) return [];
      return listed.value.nodes.flatMap((node) => {
        const { relation } = node as { relation?: { schema: string; identifier: string } | null };
        return relation
          ? (RelationName.safeParse(`${relation.schema}.${relation.identifier}`).data ?? [])
          : [];
      });
    },
  };
}

function optionsOf({ step }: StepCall<'build'>): BuildOptions {
  return {
    command: 'build',
    selection: selectionOf(step),
    ...(step.full_refresh === true && { fullRefresh: true }),
    ...(step.scope !== undefined && { scope: step.scope }),
    ...(step.vars !== undefined && { vars: plainVars(step.vars) }),
  };
}

function selectionOf(step: StepCall<'build'>['step']) {
  const select = wordsOf(step.build);
  const exclude = wordsOf(step.exclude);
  const everything = select.length === 1 && select[0] === 'all';
  return { ...(!everything && { select }), ...(exclude.length > 0 && { exclude }) };
}

function eventsOf({ say, report }: StepCall<'build'>): BuildEvents {
  const lines = lineEvents(say);
  let total = 0;
  let done = 0;
  return {
    ...lines,
    planned(ids) {
      total = ids.length;
      lines.planned?.(ids);
      report({ step: 'Building', done, total, unit: 'nodes' });
    },
    finished(result) {
      done += 1;
      lines.finished?.(result);
      report({ step: 'Building', done, total: Math.max(total, done), unit: 'nodes' });
    },
    publishing(relations) {
      lines.publishing?.(relations);
      report({ step: 'Publishing', done: 0, total: relations, unit: 'relations' });
    },
  };
}

function rowsOf({ results }: BuildReport): number {
  return results.reduce((sum, { rows = 0, kind }) => (kind === 'model' ? sum + rows : sum), 0);
}

/** A check that fails fails again until somebody mends the data or the check; a store that was gone may be back. */
function failureOf(report: BuildReport): Failure {
  const { message, next } = buildSentence(report);
  const failing = report.results.filter(({ status }) => status === 'fail');
  const broken = report.results.filter(({ status }) => status === 'error' || status === 'runtime error');
  const [error] = broken;
  if (failing.length === 0 && error !== undefined) {
    const told = error.failure ?? fail('MODEL_FAILED', { message: error.message ?? message, next }).failure;
    const retry = broken.every((one) => one.failure?.retry === true);
    return { ...told, message: `${message} ${told.message}`, retry };
  }
  const named = failing.slice(0, MOST_NAMED).map(checkName);
  const more = failing.length > MOST_NAMED ? ` and ${failing.length - MOST_NAMED} more` : '';
  const which = named.length === 0 ? '' : ` Failing: ${named.join(', ')}${more}.`;
  const [first] = failing;
  return never(
    fail('CHECK_FAILED', {
      message: `${message}${which}`,
      next,
      ...(first !== undefined && { subject: first.id }),
    }).failure,
  );
}

function checkName({ id, failures }: NodeResult): string {
  const name = id.startsWith('test.')
    ? id.split('.').slice(2, -1).join('.')
    : id.split('.').slice(2).join('.');
  return `${name || id}${failures === undefined ? '' : ` (${failures.toLocaleString('en')})`}`;
}
