import { ok, type Result } from '../../../../shared/errors/failure.ts';
import { asList } from '../../project/config/mergeConfig.ts';
import type { NodeState, Records } from '../../records/records.ts';
import type { Print } from '../execute/changes.ts';
import type { Places } from '../execute/places.ts';
import type { Recorder } from '../execute/recorder.ts';
import type { BuildRequest } from '../request.ts';

/** Makes readers see what was made, with the record of what it was made from, in one transaction. */
export async function publishMade(
  request: BuildRequest,
  decided: readonly string[],
  told: {
    readonly places: Places;
    readonly prints: ReadonlyMap<string, Print>;
    readonly recorder: Recorder;
    readonly records: Records;
  },
): Promise<Result<readonly string[]>> {
  const { places, prints, recorder, records } = told;
  const there = await stillThere(request, decided, places);
  if (!there.ok) return there;
  const ids = there.value;
  const made = ids.flatMap((id) => places.of(id) ?? []);
  if (made.length === 0) return ok([]);
  request.events?.publishing?.(made.length);
  const rows = new Map(recorder.results.map((result) => [result.id, result.rows ?? null]));
  const at = request.clock().toISOString();
  const states = new Map<string, NodeState>();
  for (const id of ids) {
    const print = prints.get(id);
    const target = places.of(id)?.target;
    if (print === undefined || target === undefined) continue;
    states.set(id, {
      fingerprint: print.fingerprint,
      build: request.id,
      at,
      relation: `${target.schema}.${target.identifier}`,
      sql: print.sql,
      rows: rows.get(id) ?? null,
    });
  }
  const published = await request.builds.publish({
    relations: made.map((one) => one.published),
    statements: made.flatMap((one) => one.statements ?? []),
    drop: made.flatMap((one) => one.scratch ?? []),
    also: (session) => records.publish(session, request.project.name, states),
    signal: request.work.signal,
  });
  if (!published.ok) return published;
  return ok(made.map(({ target }) => `${target.schema}.${target.identifier}`));
}

/** A hook may drop what was just made: then there is nothing of it to publish. */
async function stillThere(
  request: BuildRequest,
  ids: readonly string[],
  places: Places,
): Promise<Result<readonly string[]>> {
  const hooked = new Set(
    ids.filter((id) => asList(request.project.nodes.get(id)?.config['post-hook']).length > 0),
  );
  if (hooked.size === 0) return ok(ids);
  const line = await request.builds.line();
  if (!line.ok) return line;
  const there: string[] = [];
  for (const id of ids) {
    const made = hooked.has(id) ? places.of(id) : undefined;
    const found = made === undefined ? null : await line.value.relation(made.candidate);
    if (found !== null && !found.ok) {
      await line.value.close();
      return found;
    }
    if (found === null || found.value !== null) there.push(id);
  }
  await line.value.close();
  return ok(there);
}
