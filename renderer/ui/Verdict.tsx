import type { NodeStatus } from '../../shared/contract/models.ts';
import { State, type StateKind } from './State.tsx';

const SHOWN: Record<NodeStatus, { state: StateKind; word: string }> = {
  success: { state: 'ok', word: 'Built' },
  unchanged: { state: 'idle', word: 'Unchanged' },
  pass: { state: 'ok', word: 'Passed' },
  warn: { state: 'warning', word: 'Warns' },
  fail: { state: 'broken', word: 'Fails' },
  error: { state: 'broken', word: 'Error' },
  'runtime error': { state: 'broken', word: 'Error' },
  skipped: { state: 'idle', word: 'Skipped' },
  cancelled: { state: 'idle', word: 'Cancelled' },
};

/** What a build or a check said of a node, as a word with its icon. */
export function Verdict({ status }: { status: NodeStatus }) {
  const { state, word } = SHOWN[status];
  return <State state={state}>{word}</State>;
}
