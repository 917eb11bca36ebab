import type { Cell } from '../../workbook/cell.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';

export const PARAMETERS = 'Parameters';

/** What was asked, with which settings, and what of the answer Excel doesn't make again. */
export function parametersSheet(later: Later): PageSheet {
  return {
    kind: 'page',
    name: PARAMETERS,
    make(written) {
      const { parameters, queries, notRecomputed } = later(written).material;
      const draft = draftPage(PARAMETERS);
      draft.heading(
        'Parameters',
        'Everything that decides the figures. The same parameters over the same data give the same package.',
      );
      const laid = draft.table(
        'tParameters',
        ['Group', 'Parameter', 'What it does', 'Value'],
        parameters.map(({ group, name, value, told }): Cell[] => [
          group,
          { value: name, look: 'strong' },
          { value: told, look: 'wrapped' },
          { value, look: 'wrapped', ...(typeof value === 'number' && { format: { kind: 'general' } }) },
        ]),
      );
      draft.section(
        'What Excel does not make again',
        'These figures stand as the app made them. How, with which seed and by which version:',
      );
      draft.table(
        'tNotRecomputed',
        ['Figure', 'Seed', 'How it is made', 'Version'],
        notRecomputed.map(({ what, method, seed, version }): Cell[] => [
          { value: what, look: 'wrapped' },
          seed ?? 'needs none',
          { value: method, look: 'wrapped' },
          { value: version, look: 'wrapped' },
        ]),
      );
      draft.section('Statements', 'As they were asked of the database.');
      for (const { name, sql } of queries)
        draft.line({ value: name, look: 'strong' }, { value: sql, look: 'code', across: 3 });
      if (queries.length === 0) draft.line({ value: 'None.', look: 'quiet' });
      return draft.page({
        widths: [36, 34, 84, 68],
        frozen: { rows: laid.first - 1, columns: 0 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
