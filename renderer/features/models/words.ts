import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCamera,
  IconChartBar,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconDatabase,
  IconFlask,
  IconPlant,
  IconProgress,
  IconTable,
} from '@tabler/icons-react';
import type { BuildStep, NodeHealth, NodeKind } from '../../../shared/contract/models.ts';
import { LAYERS } from '../../../shared/domain/layer.ts';
import type { Shown } from '../../ui/shown.ts';

export const HEALTH: Record<NodeHealth, Shown> = {
  blocked: {
    state: 'broken',
    word: 'Blocked',
    icon: IconBan,
    means: 'A fault of a file stops it.',
  },
  error: {
    state: 'broken',
    word: 'Build failed',
    icon: IconCircleX,
    means: 'Its last build failed: readers keep what they had.',
  },
  failing: {
    state: 'broken',
    word: 'Check fails',
    icon: IconCircleX,
    means: 'A check speaks against it.',
  },
  warning: {
    state: 'warning',
    word: 'Check warns',
    icon: IconAlertTriangle,
    means: 'A check warns, and holds nothing back.',
  },
  unbuilt: {
    state: 'idle',
    word: 'Not built',
    icon: IconCircleDashed,
    means: 'Readers see nothing of it yet.',
  },
  ok: { state: 'ok', word: 'OK', icon: IconCircleCheck, means: 'No check speaks against it.' },
};

const NOT_LOADED: Shown = {
  ...HEALTH.unbuilt,
  word: 'Not loaded',
  means: 'Nothing has been loaded into it yet.',
};

/** A source isn't built: it is loaded. */
export function healthOf({ kind, health }: { kind: NodeKind; health: NodeHealth }): Shown {
  return kind === 'source' && health === 'unbuilt' ? NOT_LOADED : HEALTH[health];
}

/** The order a list shows them in: what needs attention first. */
export const BY_URGENCY: readonly NodeHealth[] = ['blocked', 'error', 'failing', 'warning', 'unbuilt', 'ok'];

export const KINDS: Record<NodeKind, { word: string; icon: Icon }> = {
  model: { word: 'Model', icon: IconTable },
  seed: { word: 'Seed', icon: IconPlant },
  snapshot: { word: 'Snapshot', icon: IconCamera },
  source: { word: 'Source', icon: IconDatabase },
  exposure: { word: 'Exposure', icon: IconChartBar },
  analysis: { word: 'Analysis', icon: IconFlask },
};

/** A step of the build that is watched, where it says more than the node's health. */
export const STEPS: Partial<Record<BuildStep, Pick<Shown, 'state' | 'word' | 'icon'>>> = {
  waiting: { state: 'idle', word: 'Waiting', icon: IconCircleDashed },
  running: { state: 'running', word: 'Building', icon: IconProgress },
  success: { state: 'ok', word: 'Built', icon: IconCircleCheck },
  unchanged: { state: 'idle', word: 'Unchanged', icon: IconCircleCheck },
  error: { state: 'broken', word: 'Error', icon: IconCircleX },
  fail: { state: 'broken', word: 'Fails', icon: IconCircleX },
  skipped: { state: 'idle', word: 'Skipped', icon: IconBan },
  cancelled: { state: 'idle', word: 'Cancelled', icon: IconBan },
};

/** The colour of a layer; a schema of somebody else's has one of its own together with all such. */
export function layerColour(layer: string): string {
  const known = LAYERS.some((one) => one === layer);
  return `var(--ll-layer-${known ? layer : 'other'})`;
}

export function layerWord(layer: string): string {
  return layer === '' ? 'no relation' : layer;
}
