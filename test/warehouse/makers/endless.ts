import type { Row } from '../../../shared/domain/column.ts';

/** Never ends of its own accord. */
export default function* endless(): Generator<readonly Row[], void, void> {
  for (let at = 0n; ; at += 100n)
    yield Array.from({ length: 100 }, (_, index) => [at + BigInt(index), 'again and again']);
}
