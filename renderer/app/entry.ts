/** What Leadline keeps in one entry of the browser's history: where it stands and how its screen looked. */
export interface Entry {
  /** Counts up from the first page, so that it is known what lies before and after. */
  readonly index: number;
  readonly view: Readonly<Record<string, unknown>>;
}

const FIRST: Entry = { index: 0, view: {} };

/** Reads `history.state`, which may be nothing or someone else's. */
export function entryOf(state: unknown): Entry {
  if (typeof state !== 'object' || state === null || !('leadline' in state)) return FIRST;
  const { leadline } = state;
  if (typeof leadline !== 'object' || leadline === null) return FIRST;
  const index = 'index' in leadline && typeof leadline.index === 'number' ? leadline.index : 0;
  const view = 'view' in leadline && isRecord(leadline.view) ? leadline.view : {};
  return { index, view };
}

export function stateOf(entry: Entry): unknown {
  return { leadline: entry };
}

/** The entry after a step to another screen: it starts as the screen starts. */
export function nextScreen(from: Entry): Entry {
  return { index: from.index + 1, view: {} };
}

/** The entry after a change of the screen's view, which Back undoes; `inPlace` amends the entry itself. */
export function withView(from: Entry, key: string, value: unknown, inPlace: boolean): Entry {
  return { index: inPlace ? from.index : from.index + 1, view: { ...from.view, [key]: value } };
}

/** How long further changes of one thing count as the same change, in ms: a typed word is one step back, not five. */
const SAME_CHANGE_WITHIN = 1_000;

export interface ViewChange {
  readonly key: string;
  readonly index: number;
  readonly at: number;
}

export function continues(last: ViewChange | null, change: ViewChange): boolean {
  return (
    last !== null &&
    last.key === change.key &&
    last.index === change.index &&
    change.at - last.at <= SAME_CHANGE_WITHIN
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
