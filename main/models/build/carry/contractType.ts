const ALIKE: readonly (readonly string[])[] = [
  ['text', 'character varying', 'character', '"char"', 'name'],
  ['integer', 'smallint'],
  ['double precision', 'real'],
];

/**
 * What a contract tells apart: dbt's Postgres adapter looks at the kind of value its driver makes, so a text keeps the
 * promise of a `varchar(20)`, whose length is the table's to hold to. An integer doesn't keep that of a bigint.
 */
export function sameForContract(given: string, promised: string): boolean {
  const [a, b] = [kindOf(given), kindOf(promised)];
  return a === b;
}

function kindOf(type: string): string {
  const bare = type
    .replace(/\([^)]*\)/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const array = bare.endsWith('[]') ? '[]' : '';
  const one = bare.replace(/\[\]$/, '');
  return `${ALIKE.find((names) => names.includes(one))?.[0] ?? one}${array}`;
}
