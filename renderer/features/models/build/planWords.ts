import type { BuildPlan } from '../../../../shared/contract/models.ts';
import type { What } from './wish.ts';

const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  model: ['model', 'models'],
  seed: ['seed', 'seeds'],
  snapshot: ['snapshot', 'snapshots'],
  source: ['source', 'sources'],
};

/** What would be built, in one line: `12 models, 1 seed, 40 checks`. */
export function planWords(plan: BuildPlan | undefined, what: What): string {
  if (plan === undefined) return ' ';
  const [fault] = plan.faults;
  if (fault !== undefined) return fault;
  const of = (kind: string) => plan.counts.find((one) => one.kind === kind)?.count ?? 0;
  const checks = of('test') + of('unit_test');
  const parts = Object.entries(WORDS).flatMap(([kind, [one, many]]) => {
    const count = kind === 'source' ? 0 : of(kind);
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const all = [...parts, ...(checks === 0 ? [] : [`${checks} ${checks === 1 ? 'check' : 'checks'}`])];
  const [warning] = plan.warnings;
  if (all.length === 0) return warning ?? 'Nothing is chosen.';
  const words = all.join(', ');
  return what === 'changed' ? `What changed among ${words}.` : `${words}.`;
}
