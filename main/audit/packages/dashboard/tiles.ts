import type { Cell } from '../../workbook/cell.ts';
import { sheetPrefix } from '../../workbook/reference.ts';
import type { PageSheet } from '../../workbook/workbook.ts';
import type { DashboardMaterial } from '../material/dashboard.ts';
import { draftPage } from '../sheet/draft.ts';
import type { Later } from '../sheet/frame.ts';
import { BREAK, TIES } from '../sheet/ties.ts';

export const TILES = 'Tiles';

/** What a tile is, and that shown and left out are all there is. */
export function tilesSheet({ tiles }: DashboardMaterial, later: Later): PageSheet {
  return {
    kind: 'page',
    name: TILES,
    make(written) {
      const known = later(written);
      const draft = draftPage(TILES);
      draft.heading(
        'Tiles',
        'What each shows and leaves out: shown and left out together have to be all there is.',
      );
      const first = draft.next() + 1;
      const laid = draft.table(
        'tTiles',
        [
          'Tile',
          'What it is',
          'Filter',
          'Shown',
          'Left out',
          'All there is',
          'Difference',
          'Result',
          'Statement',
        ],
        tiles.map(({ title, definition, filter, query, rows }, at): Cell[] => {
          const row = first + at;
          const name: Cell =
            known.standing(rows.name) === null
              ? { value: title, look: 'strong' }
              : { text: title, to: { place: `${sheetPrefix(rows.name)}A1` }, look: 'link' };
          const statement: Cell = { value: query, look: 'code' };
          const told: Cell = { value: definition, look: 'wrapped' };
          if (filter === null) return [name, told, 'none', null, null, null, null, null, statement];
          const rest = filter.shown + filter.excluded - filter.total;
          return [
            ...[name, told, { value: filter.told, look: 'wrapped' } as const],
            ...[filter.shown, filter.excluded, filter.total],
            { formula: `D${row}+E${row}-F${row}`, cached: rest, look: 'live' },
            {
              formula: `IF(G${row}=0,"${TIES}","${BREAK}")`,
              cached: rest === 0 ? TIES : BREAK,
              look: 'result',
            },
            statement,
          ];
        }),
      );
      const results = `H${laid.first}:H${laid.last}`;
      draft.highlight({ range: results, when: { equals: TIES }, as: 'good' });
      draft.highlight({ range: results, when: { equals: BREAK }, as: 'bad' });
      return draft.page({
        widths: [28, 64, 34, 10, 10, 12, 12, 12, 90],
        frozen: { rows: laid.first - 1, columns: 1 },
        repeated: { from: laid.first - 1, to: laid.first - 1 },
      });
    },
  };
}
