import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { BuildLine } from '../../warehouse/builds.ts';
import type { Surroundings } from '../compile/rendering.ts';
import { selectFrom, stateOf } from '../project/project.ts';
import { createRecords } from '../records/createRecords.ts';
import type { Records } from '../records/records.ts';
import { carryOutPlan } from './execute/carryOutPlan.ts';
import { createChanges } from './execute/changes.ts';
import { createPlaces } from './execute/places.ts';
import { createRecorder } from './execute/recorder.ts';
import { surroundingsOf } from './execute/surroundings.ts';
import { failed } from './nodeResult.ts';
import { carryOutHooks } from './operations/carryOutHooks.ts';
import { runOperation } from './operations/runOperation.ts';
import { type Plan, planBuild } from './plan/plan.ts';
import { decide } from './publish/decide.ts';
import { publishMade } from './publish/publishMade.ts';
import type { BuildReport, BuildRequest } from './request.ts';
import { sourceStamps } from './state/sourceStamps.ts';

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
    done.ok && !cancelled && recorder.results.every(({ status }) => !failed(status) && status !== 'skipped');
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

interface Tools {
  readonly lines: readonly BuildLine[];
  readonly line: BuildLine;
  readonly records: Records;
  readonly recorder: ReturnType<typeof createRecorder>;
  readonly places: ReturnType<typeof createPlaces>;
  readonly surroundings: Surroundings;
}

type Ended = Pick<BuildReport, 'published' | 'keptBack'>;
const NOTHING: Ended = { published: [], keptBack: [] };

async function carriedOut(request: BuildRequest, plan: Plan, tools: Tools): Promise<Result<Ended>> {
  const { line, lines, records, recorder, places, surroundings } = tools;
  const { command, project, builds } = request;
  if (command === 'run-operation') {
    if (request.operation === undefined)
      return fail('BAD_INPUT', { message: 'No macro was named.', next: 'Name the macro to run.' });
    recorder.add(await runOperation(request, request.operation, surroundings, line), {
      name: request.operation.macro,
      layer: '',
    });
    return ok(NOTHING);
  }
  const states = await records.states(project.name);
  if (!states.ok) return states;
  const stamps = await sourceStamps(request.store);
  const changes = createChanges(request, states.value, stamps.ok ? stamps.value : new Map());
  const hooked = command !== 'compile' && command !== 'freshness';
  if (hooked) {
    const schemas = await makeSchemas(request, surroundings.schemas, line);
    if (!schemas.ok) return schemas;
  }
  const started = !hooked || (await carryOutHooks('on-run-start', request, surroundings, line, recorder));
  const stopping = !started && request.flags?.['skip_nodes_if_on_run_start_fails'] === true;
  const carried = await carryOutPlan(
    { request, surroundings, places, changes, recorder, lines },
    stopping ? new Map() : plan,
  );
  if (request.work.signal.aborted)
    return ok({
      published: [],
      keptBack: carried.made.map((id) => kept(id, 'cancelled')),
    });
  // Results are on record before anybody sees what they speak of.
  await recorder.settled();
  const decision = decide(request.publish, carried.made, carried.outcomes, project.graph);
  const { prints } = carried;
  const published = await publishMade(request, decision.publish, { places, prints, recorder, records });
  if (!published.ok && request.work.signal.aborted)
    return ok({ published: [], keptBack: carried.made.map((id) => kept(id, 'cancelled')) });
  if (!published.ok) return published;
  places.settle();
  if (hooked) await carryOutHooks('on-run-end', request, surroundings, line, recorder);
  return ok({
    published: published.value,
    keptBack: decision.keptBack.map(({ id, because }) => kept(id, because)),
  });

  function kept(id: string, because: string) {
    const made = places.of(id);
    return { id, because, candidate: made === undefined ? '' : builds.written(made.candidate) };
  }
}

async function makeSchemas(
  request: BuildRequest,
  schemas: readonly string[],
  line: BuildLine,
): Promise<Result<void>> {
  const there = await line.schemas();
  if (!there.ok) return there;
  const candidates = request.builds.candidateOf({
    database: request.builds.database,
    schema: request.project.options.target.schema,
    identifier: '_',
  });
  const wanted = new Set([request.project.options.target.schema, ...schemas, candidates.schema]);
  for (const schema of wanted) {
    if (schema === '' || there.value.includes(schema)) continue;
    const made = await line.makeSchema(schema);
    if (!made.ok) return made;
  }
  return ok(undefined);
}
