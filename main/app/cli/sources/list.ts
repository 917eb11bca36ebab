import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Answer, Invocation } from '../command.ts';
import { galleryTable, sourcesTable } from './tables.ts';
import { withSources } from './withSources.ts';

export function list(call: Invocation): Promise<Result<Answer>> {
  return withSources(call, { secrets: false }, async (sources) => {
    if (call.options['connectors'] === true) {
      const gallery = await sources.gallery();
      const data = gallery.connectors.map(({ name, origin, facts }) => ({ name, origin, ...facts }));
      return ok({ data: { connectors: data, broken: gallery.broken }, text: galleryTable(gallery) });
    }
    const found = await sources.list();
    if (!found.ok) return found;
    const data = found.value.map(({ connector: _, ...one }) => one);
    return ok({ data, text: sourcesTable(found.value) });
  });
}
