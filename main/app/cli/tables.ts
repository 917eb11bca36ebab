import { ok } from '../../../shared/errors/failure.ts';
import type { Relation } from '../../warehouse/store.ts';
import type { Command } from './command.ts';
import { countText, sizeText, textTable } from './textTable.ts';
import { withReadableWarehouse } from './withWarehouse.ts';

const COLUMNS = [
  { title: 'layer' },
  { title: 'relation' },
  { title: 'kind' },
  { title: 'rows', figures: true },
  { title: 'size', figures: true },
];

export const tablesCommand: Command = {
  name: 'tables',
  summary: 'list the relations of the warehouse',
  usage: 'tables [--workspace DIR]',
  help: `
Every relation with its layer, kind, rows and size on disk. Works while the workspace is open elsewhere.`,
  words: [0, 0],
  run: (call) =>
    withReadableWarehouse(call, async ({ store }, held) => {
      // Measures what has no size yet, which is writing.
      if (held) await store.tidy();
      const catalog = await store.catalog({ priority: 'interactive' });
      if (!catalog.ok) return catalog;
      return ok({
        data: catalog.value.map(facts),
        text:
          catalog.value.length === 0
            ? 'The warehouse is empty. Load a file with: load <path> --as raw.<name>'
            : textTable(COLUMNS, catalog.value.map(line)),
      });
    }),
};

function facts({ name, layer, kind, rows, bytes, columns, key }: Relation) {
  return { layer, relation: name, kind, rows, bytes, key, columns };
}

function line({ name, layer, kind, rows, bytes }: Relation): string[] {
  return [layer, name, kind, rows === null ? '' : countText(rows), sizeText(bytes)];
}
