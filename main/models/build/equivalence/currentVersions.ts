import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine, BuildPlace, Builds } from '../../../warehouse/builds.ts';
import { quoted } from '../../sql/quoted.ts';
import { keyText } from '../incremental/uniqueKey.ts';
import type { SnapshotSettings } from '../snapshot/settings.ts';

/** Makes a table of the versions that are open, in the columns of the source: what the source should be now. */
export async function currentVersions(
  line: BuildLine,
  builds: Builds,
  settings: SnapshotSettings,
  places: {
    readonly target: BuildPlace;
    readonly source: BuildPlace;
    readonly open: BuildPlace;
    readonly signal: AbortSignal;
  },
): Promise<Result<void>> {
  const { target, source, open, signal } = places;
  const known = await line.columns(target);
  if (!known.ok) return known;
  const given = await line.columns(source);
  if (!given.ok) return given;
  const there = new Set(known.value.map((column) => column.name));
  const columns = given.value.flatMap(({ name }) => (there.has(name) ? [quoted(name)] : []));
  const end = quoted(settings.names.validTo);
  const isOpen =
    settings.validToCurrent === null
      ? `${end} is null`
      : `(${end} is null or ${end} = ${settings.validToCurrent})`;
  const key = keyText(settings.key);
  // Where deletions are ignored the versions of what is gone stay open, and say nothing of the source.
  const asked =
    settings.hardDeletes === 'ignore'
      ? ` and (${key}) in (select ${key} from ${builds.written(source)})`
      : settings.hardDeletes === 'new_record'
        ? ` and ${quoted(settings.names.isDeleted)} = 'False'`
        : '';
  const dropped = await line.drop(open);
  if (!dropped.ok) return dropped;
  const made = await line.run(
    `create table ${builds.written(open)} as\nselect ${columns.join(', ')} from ${builds.written(target)} where ${isOpen}${asked}`,
    { signal },
  );
  return made.ok ? ok(undefined) : made;
}
