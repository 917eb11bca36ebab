import { RelationName } from '../../../shared/domain/relation.ts';
import type { Material } from '../packages/material/material.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Sentences of the program, in which names stand. */
export interface Texts {
  clean(text: string): string;
}

const SHORTEST = 2;

/** Replaces every name that the material tells of, the longest first, wherever it stands by itself. */
export function createTexts(material: Material, pseudonyms: Pseudonyms): Texts {
  const names = new Map<string, string>();
  const know = (kind: string, name: string | null) => {
    if (name !== null && name.length >= SHORTEST && !names.has(name))
      names.set(name, pseudonyms.of(kind, name));
  };
  for (const name of material.names) know('name', name);
  know('workspace', material.workspace);
  for (const { source, stream, file } of material.sources) {
    know('source', source);
    know('stream', stream);
    know('file', file);
  }
  const { subject } = material;
  if (subject.kind === 'finding') know('study', subject.study);
  if (subject.kind === 'run') know('run', subject.run);
  const pattern =
    names.size === 0
      ? null
      : new RegExp(
          `(?<![\\p{L}\\p{N}_])(${[...names.keys()]
            .sort((a, b) => b.length - a.length)
            .map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
            .join('|')})(?![\\p{L}\\p{N}_])`,
          'gu',
        );
  return {
    clean(text) {
      const named = pattern === null ? text : text.replace(pattern, (name) => names.get(name) ?? '');
      return named.replace(/\b(?:raw|staging|core|analytics)\.[a-z_][a-z0-9_]*/g, (one) =>
        RelationName.safeParse(one).success ? pseudonyms.relation(one) : 'a relation',
      );
    },
  };
}
