import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine } from '../../../warehouse/builds.ts';
import type { Surroundings } from '../../compile/rendering.ts';
import type { Records } from '../../records/records.ts';
import { carryOutHooks } from '../operations/carryOutHooks.ts';
import { runOperation } from '../operations/runOperation.ts';
import type { Plan } from '../plan/plan.ts';
import { decide } from '../publish/decide.ts';
import { publishMade } from '../publish/publishMade.ts';
import type { BuildReport, BuildRequest } from '../request.ts';
import { sourceStamps } from '../state/sourceStamps.ts';
import { carryOutPlan } from './carryOutPlan.ts';
import { createChanges } from './changes.ts';
import { createLintGate } from './lintGate.ts';
import type { Places } from './places.ts';
import type { Recorder } from './recorder.ts';

export interface Tools {
  readonly lines: readonly BuildLine[];
  readonly line: BuildLine;
  readonly records: Records;
  readonly recorder: Recorder;
  readonly places: Places;
  readonly surroundings: Surroundings;
}

export type Ended = Pick<BuildReport, 'published' | 'keptBack'>;
const NOTHING: Ended = { published: [], keptBack: [] };

/** From the schemas and the first hooks to the publication and the last hooks. */
export async function carriedOut(request: BuildRequest, plan: Plan, tools: Tools): Promise<Result<Ended>> {
  const { line, lines, records, recorder, places, surroundings } = tools;
  const { command, project, builds } = request;
  if (command === 'run-operation') {
    if (request.operation === undefined)
      return fail('BAD_INPUT', { message: 'No macro was named.', next: 'Name the macro to run.' });
    const ran = await runOperation(request, request.operation, surroundings, line);
    if (!ran.ok) return ran;
    recorder.add(ran.value, { name: request.operation.macro, layer: '' });
    return ok(NOTHING);
  }
  const states = await records.states(project.name);
  if (!states.ok) return states;
  const stamps = await sourceStamps(request.store);
  const changes = createChanges(request, states.value, stamps.ok ? stamps.value : new Map());
  // As dbt: where nothing is selected, nothing is done, hooks included.
  const hooked = command !== 'compile' && command !== 'freshness' && plan.size > 0;
  if (hooked) {
    const schemas = await makeSchemas(request, surroundings.schemas, line);
    if (!schemas.ok) return schemas;
  }
  const started = !hooked || (await carryOutHooks('on-run-start', request, surroundings, line, recorder));
  const stopping = !started && request.flags?.['skip_nodes_if_on_run_start_fails'] === true;
  const carried = await carryOutPlan(
    { request, surroundings, places, changes, recorder, lines, gate: await createLintGate(request) },
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
  const published = await publishMade(request, decision.publish, {
    line,
    places,
    prints,
    recorder,
    records,
    stateOf: changes.stateOf,
  });
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
