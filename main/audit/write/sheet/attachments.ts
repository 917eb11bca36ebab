import { RELATIONS } from '../parts/namespaces.ts';
import { blocksFor, commentsXml, notesVml } from '../parts/notesXml.ts';
import { createRelations, type Relations } from '../parts/relations.ts';
import { type Table, tableXml } from '../parts/tableXml.ts';
import type { SheetNote } from './extras.ts';
import type { Writing } from './writing.ts';

/** The parts that belong to one sheet. It speaks of them at its end, and they are written after it. */
export interface Attachments {
  readonly relations: Relations;
  addTable(table: Omit<Table, 'id'>): string;
  addNotes(notes: readonly SheetNote[], widths: readonly number[]): string | null;
  /** The name of the drawing, whose charts are made later. */
  addDrawing(): { readonly relation: string; readonly part: string };
  write(of: string): Promise<void>;
}

export function attachmentsOf({ parts, properties }: Writing): Attachments {
  const relations = createRelations();
  const waiting: (() => Promise<void>)[] = [];
  return {
    relations,
    addTable(table) {
      const id = parts.next('table');
      waiting.push(() => parts.add('table', `xl/tables/table${id}.xml`, tableXml({ ...table, id })));
      return relations.add(`${RELATIONS}/table`, `../tables/table${id}.xml`);
    },
    addNotes(notes, widths) {
      if (notes.length === 0) return null;
      const number = parts.next('comments');
      const firstBlock = parts.next('noteBlock');
      for (let more = 1; more < blocksFor(notes.length); more += 1) parts.next('noteBlock');
      waiting.push(async () => {
        await parts.add('comments', `xl/comments${number}.xml`, commentsXml(notes, properties.creator));
        await parts.addVml(`xl/drawings/vmlDrawing${number}.vml`, notesVml(notes, firstBlock, widths));
      });
      relations.add(`${RELATIONS}/comments`, `../comments${number}.xml`);
      return relations.add(`${RELATIONS}/vmlDrawing`, `../drawings/vmlDrawing${number}.vml`);
    },
    addDrawing() {
      const number = parts.next('drawing');
      const relation = relations.add(`${RELATIONS}/drawing`, `../drawings/drawing${number}.xml`);
      return { relation, part: `xl/drawings/drawing${number}.xml` };
    },
    async write(of) {
      for (const write of waiting) await write();
      await parts.addRelations(of, relations);
    },
  };
}
