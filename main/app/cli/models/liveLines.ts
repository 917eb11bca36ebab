import type { NodeResult } from '../../../models/build/nodeResult.ts';
import type { BuildEvents } from '../../../models/build/request.ts';
import type { Terminal } from '../terminal.ts';
import { countText } from '../textTable.ts';

const WORDS: Readonly<Record<NodeResult['status'], string>> = {
  success: 'OK',
  unchanged: 'SAME',
  pass: 'PASS',
  warn: 'WARN',
  fail: 'FAIL',
  error: 'ERROR',
  'runtime error': 'ERROR',
  skipped: 'SKIP',
  cancelled: 'STOP',
};

/** A line when a node begins and one when it ends, as dbt has them. */
export function liveLines(terminal: Terminal): BuildEvents {
  return lineEvents((text) => terminal.progress(text));
}

export function lineEvents(say: (line: string) => void): BuildEvents {
  const numbers = new Map<string, number>();
  let total = 0;
  const line = (id: string, word: string, what: string) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    const wide = String(Math.max(total, number));
    say(`${String(number).padStart(wide.length)} of ${wide}  ${word.padEnd(5)}  ${what}`);
  };
  return {
    planned(ids) {
      total = ids.length;
    },
    started: (id) => line(id, 'START', labelOf(id)),
    finished: (result) => line(result.id, WORDS[result.status], endOf(result)),
    publishing: (relations) =>
      say(`Publishing ${countText(relations)} ${relations === 1 ? 'relation' : 'relations'}.`),
    said: (text, kind) => say(kind === 'warn' ? `Warning: ${text}` : text),
  };
}

function endOf(result: NodeResult): string {
  const { id, relation, materialized, rows, failures, milliseconds, status } = result;
  const what = relation === undefined ? labelOf(id) : `${materialized ?? kindOf(id)} ${relation}`;
  const parts = [
    what,
    ...(rows === undefined ? [] : [`${countText(rows)} ${rows === 1 ? 'row' : 'rows'}`]),
    ...(failures !== undefined && failures > 0 ? [`${countText(failures)} failing`] : []),
    ...(status === 'skipped' || status === 'unchanged' ? [] : [`${(milliseconds / 1000).toFixed(2)} s`]),
  ];
  return parts.join(' · ');
}

/** `model stg_orders` of `model.shop.stg_orders`; a check's hash says nothing to a person. */
export function labelOf(id: string): string {
  const parts = id.split('.');
  const rest = parts.slice(2);
  const named = kindOf(id) === 'check' && rest.length > 1 ? rest.slice(0, -1) : rest;
  return `${kindOf(id)} ${named.join('.') || id}`;
}

function kindOf(id: string): string {
  const kind = id.slice(0, id.indexOf('.'));
  if (kind === 'test') return 'check';
  if (kind === 'unit_test') return 'unit test';
  return kind;
}
