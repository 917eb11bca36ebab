import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Invocation } from '../command.ts';
import { withWorkbench } from '../session.ts';
import { galleryTable, sourcesTable } from './tables.ts';
import { withSources } from './withSources.ts';

export function list(call: Invocation): Promise<Result<Answer>> {
  if (call.options['connectors'] === true) return gallery(call);
  return withSources(call, { secrets: false }, async (sources) => {
    const found = await sources.list();
    if (!found.ok) return found;
    const data = found.value.map(({ connector: _, ...one }) => one);
    return ok({ data, text: sourcesTable(found.value) });
  });
}

/** Those of a workspace too, where the folder is one that nobody holds. */
function gallery(call: Invocation): Promise<Result<Answer>> {
  return withWorkbench(call, async ({ workspaces, sources }) => {
    await workspaces.open(call.workspace);
    const found = await (await sources()).gallery();
    const data = found.connectors.map(({ name, origin, facts }) => ({ name, origin, ...facts }));
    return ok({ data: { connectors: data, broken: found.broken }, text: galleryTable(found) });
  });
}
