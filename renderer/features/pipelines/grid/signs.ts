import type { TaskStatus } from '../../../../shared/domain/pipeline/run.ts';

/** A state in one character, beside its colour: a cell has no room for a word. */
export const SIGNS: Record<TaskStatus, string> = {
  waiting: '·',
  blocked: 'b',
  ready: 'r',
  running: '▸',
  retrying: '↻',
  sensing: 'w',
  offline: 'o',
  locked: 'l',
  deferred: 'd',
  succeeded: '✓',
  failed: '✕',
  skipped: '–',
  upstream_failed: '∅',
  cancelled: 'c',
};
