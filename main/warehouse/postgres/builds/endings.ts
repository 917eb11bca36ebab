import { fail } from '../../../../shared/errors/failure.ts';
import { tokenize } from '../../console/tokens.ts';

const MAYBE = /\b(?:begin|start|commit|end|rollback|abort)\b/i;
const ENDING: ReadonlySet<string> = new Set([
  'begin',
  'start',
  'commit',
  'end',
  'rollback',
  'abort',
  'prepare',
]);

/** Whether a statement of this text would begin or end a transaction. Few texts are looked at more than once. */
export function endsTransaction(sql: string): boolean {
  if (!MAYBE.test(sql)) return false;
  const { tokens } = tokenize(sql, 'postgres');
  return tokens.some((token, at) => {
    const before = tokens[at - 1];
    const first = before === undefined || (before.kind === 'symbol' && before.text === ';');
    const next = tokens[at + 1];
    const partly = next?.kind === 'name' && next.text.toLowerCase() === 'to';
    return first && token.kind === 'name' && ENDING.has(token.text.toLowerCase()) && !partly;
  });
}

export function transactionEnded() {
  return fail('SQL_REFUSED', {
    message:
      'The SQL begins or ends a transaction, and what belongs together here is begun and ended for it.',
    next: 'Leave begin, commit and rollback out.',
  });
}
