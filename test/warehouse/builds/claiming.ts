import { describe, expect, it } from 'vitest';
import { expectWords, failureOf, must } from '../store/bench.ts';
import type { Workshop } from './bench.ts';

export function claiming(shop: Workshop): void {
  const { candidateOf } = {
    candidateOf: (...given: Parameters<Workshop['builds']['candidateOf']>) =>
      shop.builds.candidateOf(...given),
  };

  describe('a claim', () => {
    it('is one at a time, and says whose', async () => {
      const first = must(await shop.builds.claim('the build of 14:02'));
      const failure = failureOf(await shop.builds.claim('another'));
      expect(failure).toMatchObject({ code: 'STORE_BUSY', retry: true });
      expect(failure.message).toContain('the build of 14:02');
      expectWords(failure);
      await first.release();
      await first.release();
      const second = must(await shop.builds.claim('another'));
      await second.release();
    });

    it('clears what a killed build left for itself alone, and keeps candidates and what they read', async () => {
      const target = shop.place();
      const scratch = (name: string) => ({ ...candidateOf(target), identifier: name });
      const [left, used] = [scratch('~left'), scratch('~used')];
      for (const one of [left, used])
        await shop.run(`create table ${shop.builds.written(one)} as select 1 as id`);
      const over = scratch('~over left');
      await shop.run(
        `create view ${shop.builds.written(over)} as select * from ${shop.builds.written(left)}`,
      );
      const kept = await shop.candidate(target, `select * from ${shop.builds.written(used)}`, 'view');
      await must(await shop.builds.claim('next')).release();
      expect([await shop.kind(left), await shop.kind(over)]).toEqual([null, null]);
      expect(await shop.rows(kept)).toEqual([[1n]]);
      must(await shop.line.drop(kept));
      await must(await shop.builds.claim('next')).release();
      expect(await shop.kind(used)).toBeNull();
    });
  });

  describe('candidates', () => {
    it('lie where no target is, each in a place of its own', () => {
      const place = (schema: string, identifier: string) => ({
        database: shop.builds.database,
        schema,
        identifier,
      });
      const long = 'x'.repeat(60);
      const targets = [
        place('staging', 'orders'),
        place('staging.orders', 'x'),
        place('staging', 'orders.x'),
        place('analytics', long),
        place('analytics', `${long}y`),
        place('dbt', 'ä'.repeat(40)),
      ];
      const candidates = targets.map((target) => candidateOf(target));
      expect(candidates[0]).toEqual(place('_candidates', 'staging.orders'));
      expect(new Set(candidates.map(({ identifier }) => identifier)).size).toBe(targets.length);
      for (const { identifier } of candidates) expect(Buffer.byteLength(identifier)).toBeLessThanOrEqual(63);
    });

    it('carry names as long as Postgres allows through a publication, with their indexes', async () => {
      const target = shop.place('core', 'l'.repeat(56));
      for (const round of [1n, 2n]) {
        const made = await shop.candidate(target, `select ${round} as id`);
        await shop.run(
          `create index "${target.identifier.slice(0, 50)}_index" on ${shop.builds.written(made)} (id)`,
        );
        await shop.publish({ relations: [{ how: 'renamed', candidate: made, target }] });
        expect(await shop.rows(target)).toEqual([[round]]);
      }
    });

    it('are no relations of a layer to anybody else', async () => {
      await shop.candidate(shop.place(), 'select 1 as id');
      const names = must(await shop.store.catalog()).map(({ name }) => String(name));
      expect(names.filter((name) => name.includes('_candidates'))).toEqual([]);
    });
  });
}
