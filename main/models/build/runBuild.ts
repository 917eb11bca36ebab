import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { BuildLine } from '../../warehouse/builds.ts';
import type { ProjectProblem } from '../project/problem.ts';
import { selectFrom, stateOf } from '../project/project.ts';
import { createRecords } from '../records/createRecords.ts';
import { carriedOut } from './execute/carriedOut.ts';
import { createPlaces } from './execute/places.ts';
import { createRecorder } from './execute/recorder.ts';
import { surroundingsOf } from './execute/surroundings.ts';
import { failed } from './nodeResult.ts';
import { type Plan, planBuild } from './plan/plan.ts';
import type { BuildReport, BuildRequest } from './request.ts';

/**
 * Carries out one command over a project.
 *
 *   planned → claimed → begun → each node: waiting → running → ended | skipped → published → ended
 *                             ↘ cancelled, killed: nothing is published, candidates stay
 *
 * Invariants: until the one publication commits, readers see everything as it was, whatever happens to this process; what
 * they see afterwards was built together, and is what the record of states says; every planned node has exactly one
 * result, on record before it is told; the claim is given back however this ends.
 */
export async function runBuild(request: BuildRequest): Promise<Result<BuildReport>> {
  const usable = usableProject(request);
  if (!usable.ok) return usable;
  const selection = selectFrom(request.project, request.selection, request.state);
  if (selection.faults.length > 0)
    return fail('BAD_INPUT', {
      message: selection.faults.join(' '),
      next: 'Correct the selection.',
    });
  for (const warning of selection.warnings) request.events?.said?.(warning, 'warn');
  for (const fault of faultsOfNoNode(request))
    request.events?.said?.(
      `${fault.file}:${fault.line}:${fault.column} ${fault.message} ${fault.next} What this file says was left out, checks included.`,
      'warn',
    );
  const plan = planBuild(request.project, request.command, selection.ids);
  const shown = [...plan].flatMap(([id, planned]) => (planned.silent ? [] : [id]));
  request.events?.planned?.(shown);
  const claimed = await request.builds.claim(`${request.command} of ${request.project.name}`);
  if (!claimed.ok) return claimed;
  const lines: BuildLine[] = [];
  try {
    for (let at = 0; at < linesWanted(request, plan); at += 1) {
      const line = await request.builds.line();
      if (!line.ok) return line;
      lines.push(line.value);
    }
    return await begun(request, plan, lines);
  } finally {
    for (const line of lines) await line.close();
    await claimed.value.release();
  }
}

function usableProject({ project }: BuildRequest): Result<void> {
  const fatal = project.problems.filter((one) => one.severity === 'error' && one.stops === 'everything');
  const [first] = fatal;
  if (first === undefined) return ok(undefined);
  return fail('PROJECT_INVALID', {
    message: `${project.name} can't be built: ${first.message}`,
    next: first.next,
    subject: first.file,
    problems: fatal.map(({ file, line, column, message, severity }) => ({
      file,
      line,
      column,
      message,
      severity,
    })),
  });
}

/** A file that can't be read stops no node, because nobody knows what it speaks of; but it is never passed over in silence. */
function faultsOfNoNode({ project }: BuildRequest): readonly ProjectProblem[] {
  return project.problems.filter(
    ({ severity, stops }) => severity === 'error' && stops !== 'everything' && stops.length === 0,
  );
}

function linesWanted({ threads }: BuildRequest, plan: Plan): number {
  return Math.max(1, Math.min(threads, plan.size));
}

async function begun(
  request: BuildRequest,
  plan: Plan,
  lines: readonly BuildLine[],
): Promise<Result<BuildReport>> {
  const [line] = lines;
  if (line === undefined) throw new Error('A build needs a line.');
  const { command, id, project } = request;
  const records = createRecords(request.store, request.clock);
  const recorder = createRecorder(command === 'compile' ? null : records, id, request.events ?? {});
  const places = createPlaces();
  const surroundings = surroundingsOf(request, plan, places, recorder);
  if (command !== 'compile') {
    const begin = await records.begin({
      id,
      project: project.name,
      command,
      startedAt: request.clock().toISOString(),
      selected: [...plan.values()].filter((one) => !one.silent).length,
    });
    if (!begin.ok) return begin;
  }
  const done = await carriedOut(request, plan, {
    lines,
    line,
    records,
    recorder,
    places,
    surroundings,
  }).catch(async (defect: unknown) => {
    await records.end(id, {
      at: request.clock().toISOString(),
      status: 'failed',
      published: 0,
      keptBack: 0,
    });
    throw defect;
  });
  const unrecorded = await recorder.settled();
  const cancelled = request.work.signal.aborted;
  const succeeded =
    done.ok &&
    !cancelled &&
    faultsOfNoNode(request).length === 0 &&
    recorder.results.every(({ status }) => !failed(status) && status !== 'skipped');
  const end =
    command === 'compile'
      ? ok(undefined)
      : await records.end(id, {
          at: request.clock().toISOString(),
          status: cancelled ? 'cancelled' : succeeded ? 'success' : 'failed',
          published: done.ok ? done.value.published.length : 0,
          keptBack: done.ok ? done.value.keptBack.length : 0,
        });
  if (!done.ok) return done;
  if (unrecorded !== null) return { ok: false, failure: unrecorded };
  if (!end.ok) return end;
  return ok({ id, results: recorder.results, ...done.value, success: succeeded, state: stateOf(project) });
}
