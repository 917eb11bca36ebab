import type { Row } from '../../../shared/domain/column.ts';
import { fail } from '../../../shared/errors/failure.ts';

/** Makes rows, then meets something it expected might happen. */
export default function* refusing(): Generator<readonly Row[], void, void> {
  yield [[1n, 'one']];
  const { failure } = fail('FILE_INVALID', { message: 'The file ends in line 2.', next: 'Export it again.' });
  throw Object.assign(new Error(failure.message), { failure });
}
