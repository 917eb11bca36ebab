import type { Result } from '../../../shared/errors/failure.ts';
import { createTriedPairs, type TriedPairs } from '../studies/triedPairs.ts';
import type { Answer, Invocation } from './command.ts';
import { withWarehouse } from './withWarehouse.ts';

/** With the register of the workspace that --workspace names, or with none: then nothing is opened and nothing is kept. */
export function withTriedPairs(
  call: Invocation,
  work: (tried: TriedPairs | null) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const { named, terminal } = call;
  if (!named) return work(null);
  return withWarehouse(call, ({ warehouse, notices }) => {
    for (const { message, next } of notices) terminal.progress(`${message}\n${next}`);
    return work(createTriedPairs(warehouse.store, () => new Date()));
  });
}
