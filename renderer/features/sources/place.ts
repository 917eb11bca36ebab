import { RelationName } from '../../../shared/domain/relation.ts';

/** Where on the Sources screen a person is: an address of its own each, so that Back, links and a reload work. */
export type Place =
  | { readonly at: 'overview' }
  | { readonly at: 'add'; readonly paths: readonly string[] }
  | { readonly at: 'load'; readonly job: string }
  | { readonly at: 'rows'; readonly relation: RelationName }
  | { readonly at: 'rejected'; readonly load: number }
  | { readonly at: 'gallery' }
  | { readonly at: 'bring' }
  | { readonly at: 'connect'; readonly connector: string }
  | { readonly at: 'source'; readonly name: string }
  | { readonly at: 'change'; readonly name: string };

/** Of a connector or a source: their files are called so. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,59}$/;
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
  if (name === 'gallery' || name === 'bring') return { at: name };
  if (NAME.test(value)) {
    if (name === 'connect') return { at: 'connect', connector: value };
    if (name === 'source' || name === 'change') return { at: name, name: value };
  }
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
  if (place.at === 'gallery' || place.at === 'bring') return `/sources#${place.at}`;
  if (place.at === 'connect') return `/sources#connect=${place.connector}`;
  if (place.at === 'source' || place.at === 'change') return `/sources#${place.at}=${place.name}`;
  return '/sources';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
