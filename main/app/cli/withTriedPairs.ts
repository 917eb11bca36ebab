import type { Result } from '../../../shared/errors/failure.ts';
import { createTriedPairs, type TriedPairs } from '../studies/triedPairs.ts';
import type { Answer, Invocation } from './command.ts';
import { withWarehouse } from './withWarehouse.ts';

/** With the register of the workspace that --workspace names, or with none: then nothing is opened and nothing is kept. */
export function withTriedPairs(
  { named, workspace, terminal }: Invocation,
  work: (tried: TriedPairs | null) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  if (!named) return work(null);
  return withWarehouse({ workspace, terminal }, ({ warehouse, notices }) => {
    for (const { message, next } of notices) terminal.progress(`${message}\n${next}`);
    return work(createTriedPairs(warehouse.store, () => new Date()));
  });
}
