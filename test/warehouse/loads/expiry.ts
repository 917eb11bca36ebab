import { expect, it } from 'vitest';
import { verifyLedger } from '../../../main/warehouse/durability/verifyLedger.ts';
import { must } from '../store/bench.ts';
import { type LoadsBench, NOON, stream } from './bench.ts';

export function expiry(bench: () => LoadsBench): void {
  it('forgets rows, lists and quarantine of old loads, and the ledger says so', async () => {
    const { plan, land, loads, rows, store } = bench();
    const contract = { contract: 'discard-row' as const };
    const landing = plan();
    const first = await land(landing, [{ id: 1, tags: ['a', 'b'] }, { id: 2 }]);
    const second = await land({ ...landing, ...contract }, [{ id: 3 }, { id: 4, surprise: 'private' }]);
    const tags = first.children[0]?.relation ?? landing.relation;
    expect(must(await loads.rejected(second.load, { skip: 0, take: 9 }))).toHaveLength(1);

    expect(must(await loads.expire(landing.relation, NOON))).toEqual({ loads: 0, rows: 0 });
    expect(await rows(landing.relation)).toHaveLength(3);

    const later = new Date(NOON.getTime() + 1);
    expect(must(await loads.expire(landing.relation, later))).toEqual({ loads: 2, rows: 3 });
    expect(await rows(landing.relation)).toEqual([]);
    expect(await rows(tags)).toEqual([]);
    expect(must(await loads.rejected(second.load, { skip: 0, take: 9 }))).toEqual([]);
    const listed = must(await loads.ledger({ relation: landing.relation, skip: 0, take: 9 }));
    expect(listed.map(({ load, rows: left }) => [load, left])).toEqual([
      [second.load, 0],
      [first.load, 0],
    ]);
    expect(must(await loads.expire(landing.relation, later))).toEqual({ loads: 0, rows: 0 });
    const found = must(await verifyLedger(store));
    expect(found.filter((finding) => finding.includes(landing.relation))).toEqual([]);
  });

  it('moves a state with a load of no rows, which founds no relation', async () => {
    const { plan, loads, attempt, store } = bench();
    const landing = plan();
    const state = () => ({ after: 7 });
    const moved = must(await loads.land(landing, stream(), { attempt: attempt(), state }));
    expect(moved).toMatchObject({ rows: 0, rejected: 0 });
    expect(must(await loads.state(landing.source, landing.stream))).toEqual({ after: 7 });
    expect(must(await store.describe(landing.relation))).toBeNull();
    expect(must(await verifyLedger(store)).filter((one) => one.includes(landing.relation))).toEqual([]);
    const forget = { attempt: attempt(), state: () => null };
    must(await loads.land(landing, stream(), forget));
    expect(must(await loads.state(landing.source, landing.stream))).toBeNull();
  });
}
