import type { BuildPlace, BuiltKind, FoundRelation } from '../../builds.ts';

export const DATABASE = 'main';

/** Layers and schemas are a part of the name: see DESIGN, "SQLite: one file per workspace". */
export function fileName({ schema, identifier }: BuildPlace): string {
  return schema === '' ? identifier : `${schema}.${identifier}`;
}

export function placeOf(name: string): BuildPlace {
  const dot = name.indexOf('.');
  return dot < 1
    ? { database: DATABASE, schema: '', identifier: name }
    : { database: DATABASE, schema: name.slice(0, dot), identifier: name.slice(dot + 1) };
}

export function foundRelation(name: string, kind: string): FoundRelation {
  const built: BuiltKind = kind === 'view' ? 'view' : 'table';
  return { place: placeOf(name), kind: built };
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
