import type { Column } from '../../../../shared/domain/column.ts';
import type { Holds, RowColumn } from '../../../audit/packages/material/rowSet.ts';

/** By what a column is called and holds; an anonymised package treats it so. What isn't known is taken for the more delicate. */
export function rowColumn({ name, type, comment }: Column): RowColumn {
  return { name, type, holds: holdsOf(name, type.kind), told: comment ?? '' };
}

const WORDS: readonly (readonly [Holds, RegExp])[] = [
  ['lineage', /^(_load|_row|lineage)$/],
  ['age', /(^|_)(age|birth|born|birthday|year_of_birth)(_|$)/],
  ['income', /(^|_)(income|salary|wage|earnings)(_|$)/],
  ['money', /(_minor$|(^|_)(revenue|price|cost|amount|total|paid|refund|margin|spend|budget)(_|$))/],
  [
    'count',
    /(^|_)(units|orders|count|quantity|qty|sessions|views|saves|likes|visits|rows|customers|buyers)(_|$)/,
  ],
];

function holdsOf(name: string, kind: Column['type']['kind']): Holds {
  const found = WORDS.find(([, pattern]) => pattern.test(name))?.[0];
  if (found !== undefined) return found;
  if (kind === 'text')
    return /(^|_)(sentence|note|comment|description|body|message|text|title|review)(_|$)/.test(name)
      ? 'free text'
      : 'name';
  return kind === 'json' || kind === 'bytes' ? 'free text' : 'figure';
}

const WHOLE = { kind: 'integer' } as const;
const TEXT = { kind: 'text' } as const;

/** Columns of tables that aren't relations. */
export function textColumn(name: string, told = '', holds: Holds = 'name'): RowColumn {
  return { name, type: TEXT, holds, told };
}

export function wholeColumn(name: string, told = '', holds: Holds = 'count'): RowColumn {
  return { name, type: WHOLE, holds, told };
}

export function numberColumn(name: string, told = ''): RowColumn {
  return { name, type: { kind: 'number' }, holds: 'figure', told };
}

export function dayColumn(name: string, told = ''): RowColumn {
  return { name, type: { kind: 'day' }, holds: 'figure', told };
}

export function instantColumn(name: string, told = ''): RowColumn {
  return { name, type: { kind: 'instant' }, holds: 'figure', told };
}
