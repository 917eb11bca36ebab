/** How a key press looks to the matcher: `Mod` stands for Ctrl, and on a Mac for Command. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Written as people read it: `Mod+K`, `Alt+ArrowLeft`, `?`, or two keys in a row, `g s`. */
export type Shortcut = string;

/** How long after the first key of a pair the second still counts, in ms. */
const PAIR_WITHIN = 1_500;

/** Pressed on the way to something else: they neither are a shortcut nor end one. */
const HELD_KEYS = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Dead']);

export interface KeyReader {
  /** The id of the shortcut this press completes, or null. Inside a text field only shortcuts with Mod count. */
  read(press: Press, at: number, typing: boolean): string | null;
}

export function createKeyReader(
  shortcuts: readonly (readonly [id: string, shortcut: Shortcut])[],
  mac: boolean,
): KeyReader {
  let first: { key: string; at: number } | null = null;

  return {
    read(press, at, typing) {
      if (HELD_KEYS.has(press.key)) return null;
      const pressed = spell(press, mac);
      const opening = first !== null && at - first.at <= PAIR_WITHIN ? first.key : null;
      first = null;
      if (pressed === null || (typing && !pressed.startsWith('mod+'))) return null;
      const wanted = opening === null ? [pressed] : [`${opening} ${pressed}`, pressed];
      for (const spelled of wanted) {
        for (const [id, shortcut] of shortcuts) {
          if (normal(shortcut) === spelled) return id;
        }
      }
      first = { key: pressed, at };
      return null;
    },
  };
}

function normal(shortcut: Shortcut): string {
  return shortcut.toLowerCase();
}

function spell(press: Press, mac: boolean): string | null {
  const key = press.key.toLowerCase();
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other) return null;
  // A sign such as ? already says that Shift was held; a letter or a named key doesn't.
  const shift = press.shiftKey && (/^[a-z]$/.test(key) || key.length > 1);
  return [mod && 'mod', press.altKey && 'alt', shift && 'shift', key].filter(Boolean).join('+');
}

/** The keys to draw, one list for each press. */
export function keysOf(shortcut: Shortcut, mac: boolean): string[][] {
  return shortcut.split(' ').map((press) => press.split('+').map((key) => shown(key, mac)));
}

function shown(key: string, mac: boolean): string {
  const named: Record<string, string> = {
    mod: mac ? '⌘' : 'Ctrl',
    alt: mac ? '⌥' : 'Alt',
    shift: mac ? '⇧' : 'Shift',
    arrowleft: '←',
    arrowright: '→',
    enter: '↵',
    escape: 'Esc',
  };
  return named[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
}

export function onMac(platform: string): boolean {
  return /^(Mac|iP)/.test(platform);
}
