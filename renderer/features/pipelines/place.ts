import { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { RunId } from '../../../shared/domain/pipeline/run.ts';
import { StepName } from '../../../shared/domain/pipeline/step.ts';

const TABS = ['graph', 'runs', 'edit'] as const;
export type PipelineTab = (typeof TABS)[number];

/** Where on the Pipelines screen a person is: an address of its own each, so that Back, links and a reload work. */
export type Place =
  | { readonly at: 'overview' }
  | { readonly at: 'new' }
  | { readonly at: 'runs' }
  | { readonly at: 'alerts' }
  | { readonly at: 'pipeline'; readonly name: PipelineName; readonly tab: PipelineTab }
  | { readonly at: 'run'; readonly id: RunId; readonly step: StepName | null };

const OVERVIEW: Place = { at: 'overview' };

export function placeAt(hash: string): Place {
  const text = hash.replace(/^#/, '');
  if (text === 'new' || text === 'runs' || text === 'alerts') return { at: text };
  const cut = text.indexOf('=');
  if (cut === -1) return OVERVIEW;
  const [value = '', part = ''] = text
    .slice(cut + 1)
    .split('/', 2)
    .map(decoded);
  if (text.slice(0, cut) === 'pipeline') {
    const name = PipelineName.safeParse(value);
    if (!name.success) return OVERVIEW;
    return { at: 'pipeline', name: name.data, tab: TABS.find((tab) => tab === part) ?? 'graph' };
  }
  if (text.slice(0, cut) !== 'run' || value === '' || value.length > 80) return OVERVIEW;
  const step = StepName.safeParse(part);
  return { at: 'run', id: value as RunId, step: step.success ? step.data : null };
}

export function addressOf(place: Place): string {
  switch (place.at) {
    case 'overview':
      return '/pipelines';
    case 'pipeline':
      return `/pipelines#pipeline=${place.name}${place.tab === 'graph' ? '' : `/${place.tab}`}`;
    case 'run':
      return `/pipelines#run=${encodeURIComponent(place.id)}${place.step === null ? '' : `/${place.step}`}`;
    default:
      return `/pipelines#${place.at}`;
  }
}

/** The part of an address whose change is an arrival: a tab is not, a run is. */
export function arrivalOf(place: Place): string {
  if (place.at === 'pipeline') return `pipeline ${place.name}`;
  return place.at === 'run' ? `run ${place.id}` : place.at;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
