import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine, BuildPlace, Publication, Published } from '../../../warehouse/builds.ts';
import { asList } from '../../project/config/mergeConfig.ts';
import type { NodeState, Records } from '../../records/records.ts';
import { writeRowDiffs } from '../../records/rowDiffs.ts';
import type { Print } from '../execute/changes.ts';
import type { Places } from '../execute/places.ts';
import type { Recorder } from '../execute/recorder.ts';
import type { BuildRequest } from '../request.ts';
import { compareMade } from './compareMade.ts';

/** Makes readers see what was made, with the record of what it was made from, in one transaction. */
export async function publishMade(
  request: BuildRequest,
  decided: readonly string[],
  told: {
    readonly line: BuildLine;
    readonly places: Places;
    readonly prints: ReadonlyMap<string, Print>;
    readonly recorder: Recorder;
    readonly records: Records;
    /** What readers see now was made from. */
    readonly stateOf: (id: string) => NodeState | undefined;
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
  const diffs = await compared(request, ids, told);
  const published = await publishOverViews(request, {
    relations: tablesFirst(withRefreshed(request, ids, told)),
    statements: made.flatMap((one) => one.statements ?? []),
    drop: made.flatMap((one) => one.scratch ?? []),
    also: async (session) => {
      const stated = await records.publish(session, request.project.name, states);
      if (!stated.ok) return stated;
      return writeRowDiffs(request.store, session, { build: request.id, at }, diffs);
    },
    signal: request.work.signal,
  });
  if (!published.ok) return published;
  return ok(made.map(({ target }) => `${target.schema}.${target.identifier}`));
}

/** A command that publishes whatever it made, as dbt does, does nothing else that dbt doesn't. */
async function compared(
  request: BuildRequest,
  ids: readonly string[],
  { line, places, recorder }: Parameters<typeof publishMade>[2],
): ReturnType<typeof compareMade> {
  if (request.publish === 'always' && request.command !== 'build') return new Map();
  const messages = new Map(recorder.results.map(({ id, message }) => [id, message]));
  return compareMade(
    request,
    line,
    ids.flatMap((id) => {
      const made = places.of(id);
      const message = messages.get(id);
      return made === undefined ? [] : [{ id, made, ...(message === undefined ? {} : { message }) }];
    }),
  );
}

/**
 * A materialized view holds on to what it was made over, and the candidate of what is changed where it lies goes. Where
 * its SQL is as it was, the one that readers see is refreshed in its place.
 */
function withRefreshed(
  { project, builds }: BuildRequest,
  ids: readonly string[],
  { places, prints, stateOf }: Parameters<typeof publishMade>[2],
): readonly Published[] {
  const changed = ids.filter((id) => places.of(id)?.published.how === 'changed');
  const below = project.graph.descendants(changed);
  return ids.flatMap((id): Published[] => {
    const published = places.of(id)?.published;
    if (published === undefined) return [];
    const node = project.nodes.get(id);
    const refreshable =
      builds.engine === 'postgres' &&
      node?.resourceType === 'model' &&
      node.materialized === 'materialized_view' &&
      below.has(id) &&
      stateOf(id) !== undefined &&
      stateOf(id)?.sql === prints.get(id)?.sql;
    if (!refreshable) return [published];
    const { candidate, target } = published;
    return [
      {
        how: 'changed',
        candidate,
        target,
        statements: [`refresh materialized view ${builds.written(target)}`],
      },
    ];
  });
}

const ORDER: Readonly<Record<Published['how'], number>> = { renamed: 0, changed: 1, view: 2 };

/**
 * Tables are renamed whatever they were made from. A view may name one that the graph doesn't know it reads: a source that
 * lies where a seed does.
 */
function tablesFirst(relations: readonly Published[]): readonly Published[] {
  return [...relations].sort((a, b) => ORDER[a.how] - ORDER[b.how]);
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

/**
 * Views that read what is published are made again on it. One that can't be, a column it names being gone, stops the
 * publication; by the rule `always` a view of this very project goes instead, as in dbt: its model makes it again.
 */
async function publishOverViews(request: BuildRequest, publication: Publication): Promise<Result<void>> {
  const own = new Map<string, BuildPlace>();
  for (const node of request.project.nodes.values())
    if (node.resourceType === 'model' && node.relation !== null)
      own.set(`${node.relation.schema}.${node.relation.identifier}`, node.relation);
  for (const { target } of publication.relations) own.delete(`${target.schema}.${target.identifier}`);
  const forget: BuildPlace[] = [];
  for (;;) {
    const published = await request.builds.publish({ ...publication, forget });
    const name = published.ok ? undefined : published.failure.subject;
    const view = name === undefined ? undefined : own.get(name);
    if (published.ok || request.publish !== 'always' || view === undefined || forget.includes(view)) {
      if (published.ok) for (const gone of forget) tellGone(request, gone);
      return published;
    }
    forget.push(view);
  }
}

function tellGone({ events }: BuildRequest, { schema, identifier }: BuildPlace): void {
  events?.said?.(
    `The view ${schema}.${identifier} could not be made on what was published and was dropped. Build its model again.`,
    'warn',
  );
}
