import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exception } from '../../main/audit/packages/material/common.ts';
import type { RelationMaterial } from '../../main/audit/packages/material/relation.ts';
import { packageOf } from '../../main/audit/packages/packageOf.ts';
import { keepPackage, type RegisteredPackage } from '../../main/audit/register/packages.ts';
import { packPrint } from '../../main/audit/verify/packagePrint.ts';
import { type Meant, verifyWritten } from '../../main/audit/verify/verifyWritten.ts';
import { watchWritten } from '../../main/audit/verify/watchWritten.ts';
import { writeWorkbook } from '../../main/audit/write/writeWorkbook.ts';
import type { Store } from '../../main/warehouse/store.ts';
import type { Row } from '../../shared/domain/column.ts';
import { RelationName } from '../../shared/domain/relation.ts';
import { openWarehouseFor } from '../social/openWarehouseFor.ts';
import { must } from '../warehouse/store/bench.ts';

export const ROWS = 1_040;
export const watch = { signal: new AbortController().signal, onProgress: () => undefined };

const exception = (id: string, severity: Exception['severity']): Exception => ({
  ...{ id, severity, found: 'a check', told: `${id}: three days are missing`, rows: 3 },
});

/** Rows whose numbers have more digits than some programs keep, and texts that others would change. */
function rows(): Row[] {
  return Array.from(
    { length: ROWS },
    (_, at): Row => [
      `2026-${String((at % 12) + 1).padStart(2, '0')}-15`,
      `2026-01-02T03:04:${String(at % 60).padStart(2, '0')}.${String(at % 1000).padStart(3, '0')}Z`,
      Math.sqrt(at + 2) * 1e3,
      BigInt(at),
      at === 7 ? '=1+1 & <b>_x000D_\r\n ends with a blank ' : `mug ${at}`,
      at % 3 === 0,
    ],
  );
}

function material(title: string): RelationMaterial {
  const relation = RelationName.parse('core.mugs');
  const column = (name: string, kind: 'day' | 'instant' | 'number' | 'integer' | 'text' | 'boolean') => ({
    ...{ name, type: { kind }, holds: 'figure' as const, told: '' },
  });
  const figure = (id: string, measure: RelationMaterial['figures'][number]['measure'], stored: number) => ({
    ...{ id, title: id, definition: 'what it is', table: 'Rows', measure, stored },
    ...{ format: { kind: 'general' as const }, tolerance: 1e-6 },
  });
  const held = rows();
  return {
    ...{ kind: 'relation', subject: { kind: 'relation', relation }, title, conclusion: 'All is well.' },
    ...{ status: 'draft', scope: ['All rows'], workspace: 'Shop', zone: 'UTC', currency: 'EUR' },
    ...{ asOf: '2026-03-08T00:00:00Z', program: '1.0.0', engine: 'SQLite' },
    ...{ parameters: [], queries: [], sources: [], refused: [], relations: [], checks: [] },
    ...{ notRecomputed: [], names: [], columns: [], difference: null },
    controls: [],
    exceptions: [exception('E1', 'high'), exception('E2', 'middle'), exception('E3', 'note')],
    figures: [
      figure('rows', { is: 'rows' }, ROWS),
      figure('whole', { is: 'sum', column: 'whole' }, (ROWS * (ROWS - 1)) / 2),
    ],
    rows: {
      ...{ name: 'Rows', title: 'All mugs', count: ROWS, rows: held },
      columns: [
        ...[column('day', 'day'), column('at', 'instant'), column('broken', 'number')],
        ...[column('whole', 'integer'), column('text', 'text'), column('third', 'boolean')],
      ],
    },
  };
}

export interface KeptPackage {
  readonly folder: string;
  readonly file: string;
  readonly store: Store;
  readonly meant: Meant;
  readonly kept: RegisteredPackage;
  close(): Promise<void>;
}

/** A package in the register of a warehouse, as the app keeps it. */
export async function keptPackage(title = 'Mugs'): Promise<KeptPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-kept-'));
  const file = join(folder, 'mugs.xlsx');
  const { book, totals } = watchWritten(packageOf(material(title), 'full', async function* () {}));
  const written = must(await writeWorkbook(book, file, watch));
  const { sha256, bytes } = written;
  const sheets = [...written.sheets];
  const meant = { package: book.properties.packageId, sha256, bytes, sheets, sets: totals() };
  const { print, ticks } = must(await verifyWritten(file, meant, watch));
  const opened = await openWarehouseFor(null);
  const { store } = opened.warehouse;
  const manifest = {
    ...({ format: 1, package: meant.package, variant: 'full', title, program: '1.0.0' } as const),
    ...{ subject: { kind: 'relation', relation: RelationName.parse('core.mugs') } as const },
    ...{ madeAt: '2026-03-08T00:00:00Z', file: 'mugs.xlsx', sha256, bytes, sheets, inputs: [] },
  };
  const kept = must(await keepPackage(store, { file, manifest, ticks }, await packPrint(print)));
  return {
    ...{ folder, file, store, meant, kept },
    async close() {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
