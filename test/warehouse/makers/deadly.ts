import type { Row } from '../../../shared/domain/column.ts';

export interface DeadlyInput {
  readonly how: 'killed' | 'exit' | 'memory' | 'thrown';
}

/** Makes rows for a while, then takes down whatever it runs in. */
export default function* deadly({ how }: DeadlyInput): Generator<readonly Row[], void, void> {
  for (let at = 0n; at < 3n; at += 1n)
    yield Array.from({ length: 1_000 }, (_, index) => [at * 1_000n + BigInt(index), how]);
  if (how === 'killed') process.kill(process.pid, 'SIGKILL');
  if (how === 'exit') process.exit(3);
  if (how === 'thrown') throw new TypeError('a defect in a maker');
  const kept: number[][] = [];
  for (;;) kept.push(new Array(1_000_000).fill(kept.length + 0.5));
}
