import { existsSync } from 'node:fs';
import type { AuditPackage } from '../../../../shared/contract/audit.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RegisteredPackage } from '../../../audit/register/packages.ts';
import { internalTable } from '../../../warehouse/internalTable.ts';
import type { Store } from '../../../warehouse/store.ts';

/** As the screen tells packages: with what came back about each. */
export async function shownPackages(
  store: Store,
  packages: readonly RegisteredPackage[],
): Promise<Result<AuditPackage[]>> {
  const marks = await counted(store, 'audit_marks', '');
  if (!marks.ok) return marks;
  const open = await counted(store, 'audit_exceptions', 'where "closed_at" is null');
  if (!open.ok) return open;
  return ok(packages.map((one) => shown(one, marks.value, open.value)));
}

export async function shownPackage(store: Store, one: RegisteredPackage): Promise<Result<AuditPackage>> {
  const listed = await shownPackages(store, [one]);
  return listed.ok ? ok(listed.value[0] ?? shown(one, new Map(), new Map())) : listed;
}

function shown(
  { file, manifest, ticks, subject }: RegisteredPackage,
  marks: ReadonlyMap<string, number>,
  open: ReadonlyMap<string, number>,
): AuditPackage {
  return {
    ...{ id: manifest.package, subject, variant: manifest.variant },
    ...{ title: manifest.title, file, there: existsSync(file), sha256: manifest.sha256 },
    ...{ bytes: manifest.bytes, madeAt: manifest.madeAt, program: manifest.program },
    sheets: manifest.sheets.length,
    rows: manifest.sheets.reduce((sum, { kind, rows }) => sum + (kind === 'data' ? rows : 0), 0),
    ticks: [...ticks],
    marks: marks.get(manifest.package) ?? 0,
    openExceptions: open.get(manifest.package) ?? 0,
  };
}

async function counted(
  store: Store,
  table: string,
  where: string,
): Promise<Result<ReadonlyMap<string, number>>> {
  const read = await store.query(
    `select "package", count(*) from ${internalTable(store, table)} ${where} group by "package"`,
    [],
    { priority: 'interactive' },
  );
  return read.ok ? ok(new Map(read.value.rows.map(([id, count]) => [String(id), Number(count)]))) : read;
}
