import { figureTies } from '../common/figureTies.ts';
import type { DashboardMaterial } from '../material/dashboard.ts';
import type { Middle } from '../sheet/frame.ts';
import { TILES, tilesSheet } from './tiles.ts';

/** Of a page of figures: a sheet of rows a tile, and every figure made of them again. */
export function dashboardPackage(material: DashboardMaterial): Middle {
  const figures = material.tiles.flatMap((tile) => tile.figures);
  return {
    sets: material.tiles.map(({ rows }) => rows),
    figures,
    names: [],
    headline: {
      name: 'Figures',
      told: 'What each tile shows, beside the formula that makes it from the rows of its sheet.',
    },
    ties: (known) => figureTies(figures, known),
    sheets: (later) => [tilesSheet(material, later)],
    index: { [TILES]: 'What each tile is, what its filter leaves out, and the statement behind it.' },
  };
}
