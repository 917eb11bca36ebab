import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../main/audit/register/manifest.ts';
import {
  keepPackage,
  listPackages,
  packageByDigest,
  packageById,
  packageOfSubject,
} from '../../main/audit/register/packages.ts';
import { closeException, marksOf, openExceptions, recordReview } from '../../main/audit/register/reviews.ts';
import type { Store } from '../../main/warehouse/store.ts';
import { StudyName } from '../../shared/domain/study.ts';
import { openWarehouseFor } from '../social/openWarehouseFor.ts';
import { startPostgres } from '../warehouse/postgresServer.ts';
import { must } from '../warehouse/store/bench.ts';

const study = StudyName.parse('shop');
const manifest: Manifest = {
  format: 1,
  package: 'LL-1',
  subject: { kind: 'finding', study, signal: 'a/“b”\n', outcome: 'c' },
  variant: 'full',
  title: 'A before c',
  program: '0.1.0',
  madeAt: '2026-01-02T03:04:05Z',
  file: 'a.xlsx',
  sha256: 'a'.repeat(64),
  bytes: 10,
  sheets: [{ name: 'Cover', kind: 'page', rows: 3, digest: 'b'.repeat(64) }],
  inputs: [{ name: 'load 1', digest: 'c' }],
};
const mark = {
  ...{ sheet: 'Review', row: 'F1', mark: 'agreed', comment: '=1+1', initials: 'MK', day: '2026-01-03' },
};
const open = { id: 'E1', severity: 'high', told: '3 days are missing', comment: 'ask', initials: 'MK' };

function describeRegister(engine: string, openIt: () => Promise<{ store: Store; close(): Promise<void> }>) {
  describe(`the register on ${engine}`, () => {
    let opened: Awaited<ReturnType<typeof openIt>>;
    beforeAll(async () => {
      opened = await openIt();
    }, 60_000);
    afterAll(() => opened?.close());

    it('gives back every package as it was kept, the newest first', async () => {
      const { store } = opened;
      const again = { ...manifest, sha256: 'd'.repeat(64), file: 'b.xlsx' };
      const other = { ...manifest, package: 'LL-2', variant: 'summary' as const, sha256: 'e'.repeat(64) };
      const ticks = [{ title: 'Cells', is: 'ok' as const, told: '12 of 12' }];
      for (const one of [manifest, again, other])
        must(await keepPackage(store, { file: `/out/${one.file}`, manifest: one, ticks }));
      expect(must(await listPackages(store)).map(({ number }) => number)).toEqual([3, 2, 1]);
      expect(must(await packageById(store, 'LL-1'))).toEqual({
        ...{ number: 2, file: '/out/b.xlsx', manifest: again, subject: again.subject, ticks },
      });
      expect(must(await packageByDigest(store, 'a'.repeat(64)))?.number).toBe(1);
      expect(must(await packageByDigest(store, 'f'.repeat(64)))).toBeNull();
      const { signal, outcome } = { signal: 'a/“b”\n', outcome: 'c' };
      const turned = { outcome, signal, study, kind: 'finding' } as const;
      expect(
        must(await packageOfSubject(store, { subject: turned, variant: 'summary' }))?.manifest.package,
      ).toBe('LL-2');
      expect(must(await packageOfSubject(store, { subject: turned, variant: 'anonymised' }))).toBeNull();
    });

    it('takes the last review for what is said, and an exception for work until it is settled', async () => {
      const { store } = opened;
      const review = { package: 'LL-1', sha256: 'f'.repeat(64), recordedAt: '2026-01-04', tampered: 2 };
      const second = { ...mark, row: 'F2', day: null };
      must(await recordReview(store, { ...review, marks: [mark, second], open: [open], settled: [] }));
      must(await recordReview(store, { ...review, marks: [mark, second], open: [open], settled: [] }));
      expect(must(await marksOf(store, 'LL-1'))).toEqual([mark, second]);
      expect(must(await openExceptions(store))).toEqual([
        { ...open, package: 'LL-1', openedAt: '2026-01-04' },
      ]);
      const changed = { ...mark, mark: 'query' };
      const later = { ...review, sha256: '0'.repeat(64), recordedAt: '2026-01-05', marks: [changed] };
      must(await recordReview(store, { ...later, open: [], settled: [{ id: 'E1', with: 'accepted' }] }));
      expect(must(await marksOf(store, 'LL-1'))).toEqual([changed]);
      expect(must(await openExceptions(store))).toEqual([]);
      must(await recordReview(store, { ...later, open: [open], settled: [] }));
      const closing = { package: 'LL-1', id: 'E1', at: '2026-01-06', with: 'loaded the days' };
      expect(must(await closeException(store, closing))).toBe(true);
      expect(must(await closeException(store, closing))).toBe(false);
      expect(must(await openExceptions(store))).toEqual([]);
    });
  });
}

describeRegister('sqlite', () => stored(null));
describeRegister('postgres', async () => {
  const server = await startPostgres();
  const { store, close } = await stored({ ...(await server.database()), schemaPrefix: 'shop_' });
  return {
    store,
    close: async () => {
      await close();
      await server.stop();
    },
  };
});

async function stored(place: Parameters<typeof openWarehouseFor>[0]) {
  const { warehouse, close } = await openWarehouseFor(place);
  return { store: warehouse.store, close };
}
