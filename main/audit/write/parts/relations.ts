import { xmlEscaped } from '../text/xmlText.ts';
import { PACKAGE, XML } from './namespaces.ts';

/** What a part of the file leads to; each has an id by which the part speaks of it. */
export interface Relations {
  add(type: string, target: string, outside?: boolean): string;
  readonly none: boolean;
  xml(): string;
}

export function createRelations(): Relations {
  const lines: string[] = [];
  return {
    add(type, target, outside = false) {
      const id = `rId${lines.length + 1}`;
      const mode = outside ? ' TargetMode="External"' : '';
      lines.push(`<Relationship Id="${id}" Type="${type}" Target="${xmlEscaped(target)}"${mode}/>`);
      return id;
    },
    get none() {
      return lines.length === 0;
    },
    xml: () => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`,
  };
}

/** Where the relations of a part lie: beside it, in `_rels`. */
export function relationsName(part: string): string {
  return part.replace(/([^/]*)$/, '_rels/$1.rels');
}
