/** Where on the Quality screen a person is: an address of its own each, so that Back, links and a reload work. */
export type Place =
  | { readonly at: 'overview' }
  | { readonly at: 'coverage' }
  | { readonly at: 'sources' }
  | { readonly at: 'suggestions'; readonly id: string | null }
  | { readonly at: 'check'; readonly id: string };

export function placeAt(hash: string): Place {
  const text = hash.replace(/^#/, '');
  const cut = text.indexOf('=');
  const name = cut === -1 ? text : text.slice(0, cut);
  const value = cut === -1 ? '' : decoded(text.slice(cut + 1));
  if (name === 'check' && value !== '') return { at: 'check', id: value };
  if (name === 'suggestions') return { at: 'suggestions', id: value === '' ? null : value };
  if (name === 'coverage' || name === 'sources') return { at: name };
  return { at: 'overview' };
}

export function addressOf(place: Place): string {
  if (place.at === 'overview') return '/quality';
  if (place.at === 'check') return `/quality#check=${encodeURIComponent(place.id)}`;
  if (place.at === 'suggestions' && place.id !== null)
    return `/quality#suggestions=${encodeURIComponent(place.id)}`;
  return `/quality#${place.at}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
