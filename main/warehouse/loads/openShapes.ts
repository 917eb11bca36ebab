import { RelationName as Name, type RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { LoadPlan } from '../loads.ts';
import type { WriteSession } from '../store.ts';
import type { LoadTables } from './loadTables.ts';
import { readLines } from './readings.ts';
import { type FieldName, RelationShape } from './relationShape.ts';

/** The relation a load lands in as it is now, with its children, and what this stream's fields are called in it. */
export async function openShapes(
  session: WriteSession,
  tables: LoadTables,
  plan: LoadPlan,
): Promise<Result<RelationShape>> {
  const found = await session.describe(plan.relation);
  if (!found.ok) return found;
  const existing = found.value;
  if (existing !== null && (existing.kind === 'view' || !isLanded(existing.columns)))
    return fail('LOAD_REFUSED', {
      message: `${plan.relation} was not made by a load: its rows don't say which load they came with.`,
      next: 'Load into a relation of another name, or drop this one first.',
      subject: plan.relation,
    });
  return openShape(session, tables, plan, plan.relation, null, existing?.columns ?? null);
}

async function openShape(
  session: WriteSession,
  tables: LoadTables,
  plan: LoadPlan,
  name: RelationName,
  parent: RelationShape | null,
  columns: ConstructorParameters<typeof RelationShape>[0]['columns'],
): Promise<Result<RelationShape>> {
  const fields = await readFields(session, tables, plan, name);
  if (!fields.ok) return fields;
  const shape = new RelationShape({ name, parent, columns, fields: fields.value });
  const children = await readLines(
    session,
    `select "child" from ${tables.children} where "parent" = ? order by "child"`,
    [name],
  );
  if (!children.ok) return children;
  for (const line of children.value) {
    const childName = Name.parse(line.text('child'));
    const described = await session.describe(childName);
    if (!described.ok) return described;
    // Dropped by a person: the next list founds it again.
    if (described.value === null) continue;
    const child = await openShape(session, tables, plan, childName, shape, described.value.columns);
    if (!child.ok) return child;
    shape.children.push(child.value);
    const own = fields.value.find((field) => field.role === 'list' && field.name === childName);
    if (own !== undefined) shape.linkChild(own.path, child.value);
  }
  return ok(shape);
}

async function readFields(
  session: WriteSession,
  tables: LoadTables,
  plan: LoadPlan,
  relation: RelationName,
): Promise<Result<FieldName[]>> {
  const read = await readLines(
    session,
    `select "path", "role", "name" from ${tables.fields} where "relation" = ? and "source" = ? and "stream" = ?`,
    [relation, plan.source, plan.stream],
  );
  if (!read.ok) return read;
  return ok(
    read.value.map((line) => ({
      path: JSON.parse(line.text('path')) as string[],
      role: line.text('role') as FieldName['role'],
      name: line.text('name'),
    })),
  );
}

function isLanded(columns: readonly { readonly name: string }[]): boolean {
  return ['_load', '_row'].every((name) => columns.some((column) => column.name === name));
}
