import { cellsOf } from '../../../shared/domain/cell.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Core } from '../core.ts';
import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

/** The relation or the ledger a person looks at comes before what nobody waits for. */
const SEEN = { priority: 'interactive' } as const;

export const warehouseCalls = {
  catalog: os.warehouse.catalog.handler(async ({ context, signal }) => {
    const relations = unwrap(await (await store(context)).catalog({ ...SEEN, ...(signal && { signal }) }));
    return relations.map((one) => ({ ...one, columns: [...one.columns], key: [...one.key] }));
  }),
  page: os.warehouse.page.handler(async ({ context, input, signal }) => {
    const { columns, orderBy, ...place } = input;
    const order = orderBy?.map(({ column, descending = false }) => ({ column, descending }));
    const page = unwrap(
      await (await store(context)).page(
        { ...place, ...(columns && { columns }), ...(order && { orderBy: order }) },
        { ...SEEN, ...(signal && { signal }) },
      ),
    );
    return { columns: [...page.columns], rows: cellsOf(page.rows), more: page.more };
  }),
  console: os.warehouse.console.handler(async ({ context, input, signal }) => {
    const { params, ...request } = input;
    const warehouse = unwrap(await context.warehouse.get());
    const page = unwrap(
      await warehouse.console({ ...request, ...(params && { params }), ...(signal && { signal }) }),
    );
    return {
      columns: [...page.columns],
      rows: cellsOf(page.rows),
      more: page.more,
      elapsedMs: page.elapsedMs,
    };
  }),
  ledger: os.warehouse.ledger.handler(async ({ context, input }) => {
    const { relation, sha256, skip, take } = input;
    const { loads } = unwrap(await context.warehouse.get());
    const lines = unwrap(
      await loads.ledger({ ...(relation && { relation }), ...(sha256 && { sha256 }), skip, take: take + 1 }),
    );
    return { loads: lines.slice(0, take), more: lines.length > take };
  }),
  rejected: os.warehouse.rejected.handler(async ({ context, input }) => {
    const { load, skip, take } = input;
    const { loads } = unwrap(await context.warehouse.get());
    const rows = unwrap(await loads.rejected(load, { skip, take: take + 1 }));
    return { rows: rows.slice(0, take), more: rows.length > take };
  }),
  notices: os.warehouse.notices.handler(async ({ context }) => {
    unwrap(await context.warehouse.get());
    return [...context.warehouse.notices()];
  }),
  backups: os.warehouse.backups.handler(async ({ context }) =>
    unwrap(await unwrap(await context.warehouse.get()).backups()),
  ),
  backup: os.warehouse.backup.handler(({ context }) =>
    started(context, 'Back the warehouse up', async (warehouse, work) => {
      const made = await warehouse.backup(work);
      return made.ok ? ok(`Written to ${made.value.path}.`) : made;
    }),
  ),
  restore: os.warehouse.restore.handler(({ context, input }) =>
    started(context, 'Restore a backup', async (warehouse, work) => {
      const restored = await warehouse.restore(input.path, work);
      return restored.ok ? ok('The backup is in place; what was there is kept beside it.') : restored;
    }),
  ),
  rehearse: os.warehouse.rehearse.handler(({ context }) =>
    started(context, 'Rehearse a restore', async (warehouse, work) => {
      const rehearsed = await warehouse.rehearseRestore(work);
      if (!rehearsed.ok) return rehearsed;
      const { backup, relations, rows } = rehearsed.value;
      return ok(`${backup} can be restored: ${relations} relations, ${rows} rows.`);
    }),
  ),
  verify: os.warehouse.verify.handler(({ context }) =>
    started(context, 'Verify the warehouse', async (warehouse, work) => {
      const verified = await warehouse.verify(work);
      if (!verified.ok) return verified;
      const { findings } = verified.value;
      return ok(findings.length === 0 ? 'Everything agrees.' : `Found: ${findings.join(' ')}`);
    }),
  ),
};

async function store(core: Core) {
  return unwrap(await core.warehouse.get()).store;
}

type Run = (warehouse: Warehouse, work: Work) => Promise<Result<string>>;

function started(core: Core, title: string, run: Run) {
  return { job: unwrap(core.warehouse.start(title, run)) };
}
