import type { Material } from '../packages/material/material.ts';
import type { RowSet } from '../packages/material/rowSet.ts';

/** Every table of a package, whatever it is of. */
export function setsOf(material: Material): readonly RowSet[] {
  switch (material.kind) {
    case 'finding':
      return [material.signal.raw, material.outcome.raw];
    case 'relation':
      return [material.rows];
    case 'run':
      return [material.steps, material.tries, material.wrote];
    case 'period':
      return material.tables;
    case 'dashboard':
      return material.tiles.map(({ rows }) => rows);
  }
}
