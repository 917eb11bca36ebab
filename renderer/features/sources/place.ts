import { RelationName } from '../../../shared/domain/relation.ts';

/** Where on the Sources screen a person is: an address of its own each, so that Back, links and a reload work. */
export type Place =
  | { readonly at: 'overview' }
  | { readonly at: 'add'; readonly paths: readonly string[] }
  | { readonly at: 'load'; readonly job: string }
  | { readonly at: 'rows'; readonly relation: RelationName }
  | { readonly at: 'rejected'; readonly load: number };

const OVERVIEW: Place = { at: 'overview' };

export function placeAt(hash: string): Place {
  const [name, value = ''] = hash.replace(/^#/, '').split('=', 2);
  if (name === 'add') return { at: 'add', paths: decoded(value).split('\n').filter(Boolean) };
  if (name === 'load' && value !== '') return { at: 'load', job: value };
  if (name === 'rows') {
    const relation = RelationName.safeParse(value);
    return relation.success ? { at: 'rows', relation: relation.data } : OVERVIEW;
  }
  if (name === 'rejected' && /^\d{1,15}$/.test(value)) return { at: 'rejected', load: Number(value) };
  return OVERVIEW;
}

export function addressOf(place: Place): string {
  if (place.at === 'add') {
    return place.paths.length === 0
      ? '/sources#add'
      : `/sources#add=${encodeURIComponent(place.paths.join('\n'))}`;
  }
  if (place.at === 'load') return `/sources#load=${place.job}`;
  if (place.at === 'rows') return `/sources#rows=${place.relation}`;
  if (place.at === 'rejected') return `/sources#rejected=${place.load}`;
  return '/sources';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
