import type { Row } from '../../../../shared/domain/column.ts';
import type { Converter } from '../convert.ts';
import type { TextRows } from '../csv/rows.ts';
import type { FilePlan } from '../plan.ts';
import type { Rejects } from '../rejects.ts';
import { broken, ownField, recordOf } from './preview.ts';
import { BrokenJson, JsonSplitter } from './splitter.ts';

export function jsonRows(
  plan: FilePlan & { format: { kind: 'json' } },
  converter: Converter,
  rejects: Rejects,
): TextRows {
  const names = plan.columns.map(({ original }) => original);
  const known = new Set(names);
  const splitter = new JsonSplitter(plan.format.shape);
  let ordinal = 0;
  let damagedBefore = false;

  const rowOf = (text: string, line: number, suspect: boolean): Row | null => {
    const reject = (reason: string) => {
      rejects.add(ordinal, line, reason, text);
      return null;
    };
    if (suspect && text.includes('\ufffd'))
      return reject(`holds bytes that are not ${plan.format.encoding.toUpperCase()}`);
    const record = recordOf(text);
    if (record === null) return reject('is no JSON object');
    if (plan.rules.unplanned === 'reject') {
      const unplanned = Object.keys(record).find((name) => !known.has(name));
      if (unplanned !== undefined) return reject(`has a field “${unplanned}” that no column was planned for`);
    }
    return converter.ofValues(
      names.map((name) => ownField(record, name)),
      () => ({ ordinal, line, record: () => text }),
    );
  };

  return {
    push(text, last, damaged) {
      try {
        splitter.push(text, last);
      } catch (error) {
        if (error instanceof BrokenJson) throw broken(plan.path, error);
        throw error;
      }
      const { records } = splitter;
      splitter.records = [];
      const suspect = damaged || damagedBefore;
      damagedBefore = damaged;
      const made: Row[] = [];
      for (const record of records) {
        ordinal += 1;
        const row = rowOf(record.text, record.line, suspect);
        if (row !== null) made.push(row);
      }
      return made;
    },
  };
}
