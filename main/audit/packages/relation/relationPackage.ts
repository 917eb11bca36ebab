import { figureTies } from '../common/figureTies.ts';
import type { RelationMaterial } from '../material/relation.ts';
import type { Middle } from '../sheet/frame.ts';
import { SCHEMA, schemaSheet } from './schema.ts';

/** Of a whole relation: every row, and what it adds up to. */
export function relationPackage(material: RelationMaterial): Middle {
  const { rows, figures } = material;
  return {
    sets: [rows],
    figures,
    names: [],
    headline: {
      name: 'Headline',
      told: 'What the relation adds up to as the database counts it, each figure beside the formula that makes it from the rows.',
    },
    ties: (known) => figureTies(figures, known),
    sheets: () => [schemaSheet(material)],
    index: { [SCHEMA]: 'Its columns, where they come from, and what the last build changed.' },
  };
}
