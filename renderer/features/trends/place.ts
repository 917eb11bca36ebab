export type Part = 'inbox' | 'links' | 'kinds';

/** Which part of the screen an address names; it begins with the inbox. */
export function partAt(hash: string): Part {
  const name = hash.replace(/^#/, '');
  return name === 'links' || name === 'kinds' ? name : 'inbox';
}

export function addressOf(part: Part): string {
  return part === 'inbox' ? '/trends' : `/trends#${part}`;
}
