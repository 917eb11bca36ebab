import { StudyName } from '../../../shared/domain/study.ts';

const TABS = ['versions', 'form', 'text'] as const;
export type StudyTab = (typeof TABS)[number];

/** Where on the Studies screen a person is: an address of its own each, so that Back, links and a reload work. */
export type Place =
  | { readonly at: 'list' }
  | { readonly at: 'new' }
  | { readonly at: 'study'; readonly name: StudyName; readonly tab: StudyTab };

export function placeAt(hash: string): Place {
  const text = hash.replace(/^#/, '');
  if (text === 'new') return { at: 'new' };
  const [, value = '', part = ''] = /^study=([^/]*)\/?(.*)$/.exec(text) ?? [];
  const name = StudyName.safeParse(value);
  if (!name.success) return { at: 'list' };
  return { at: 'study', name: name.data, tab: TABS.find((tab) => tab === part) ?? 'versions' };
}

export function addressOf(place: Place): string {
  if (place.at === 'list') return '/studies';
  if (place.at === 'new') return '/studies#new';
  return `/studies#study=${place.name}${place.tab === 'versions' ? '' : `/${place.tab}`}`;
}
