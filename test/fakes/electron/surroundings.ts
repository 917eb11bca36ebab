import { EventEmitter } from 'node:events';
import type {
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OpenDialogOptions,
  SaveDialogOptions,
} from 'electron';

/** A dialog on screen, waiting for the test to answer it. */
export interface ShownDialog {
  readonly id: number;
  readonly kind: 'message' | 'open' | 'save' | 'error';
  readonly options:
    | MessageBoxOptions
    | OpenDialogOptions
    | SaveDialogOptions
    | { title: string; content: string };
}

/** `dialog`: nothing is ever answered by itself. */
export class PlayedDialogs {
  readonly shown: ShownDialog[] = [];
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #last = 0;

  showMessageBox = (...args: unknown[]) => this.#show('message', args);
  showOpenDialog = (...args: unknown[]) => this.#show('open', args);
  showSaveDialog = (...args: unknown[]) => this.#show('save', args);

  showErrorBox = (title: string, content: string): void => {
    process.stderr.write(`${title}: ${content}\n`);
  };

  answer(id: number, answer: unknown): void {
    const index = this.shown.findIndex((dialog) => dialog.id === id);
    if (index < 0) throw new Error(`No dialog ${id} is shown.`);
    this.shown.splice(index, 1);
    this.#waiting.get(id)?.(answer);
  }

  #show(kind: ShownDialog['kind'], args: unknown[]): Promise<unknown> {
    const id = ++this.#last;
    this.shown.push({ id, kind, options: args.at(-1) as ShownDialog['options'] });
    return new Promise((settle) => this.#waiting.set(id, settle));
  }
}

/** A menu is its template; a click calls what the template says. */
export class PlayedMenu {
  readonly template: MenuItemConstructorOptions[];

  constructor(template: MenuItemConstructorOptions[]) {
    this.template = template;
  }

  click(path: readonly string[]): void {
    const item = find(this.template, path);
    if (item.enabled === false) throw new Error(`"${path.join(' > ')}" is disabled.`);
    if (item.type === 'checkbox') item.checked = !item.checked;
    const click = item.click as ((item: MenuItemConstructorOptions) => void) | undefined;
    click?.(item);
  }
}

function find(
  items: MenuItemConstructorOptions[],
  [label, ...rest]: readonly string[],
): MenuItemConstructorOptions {
  const item = items.find((each) => (each.label ?? each.role) === label);
  if (!item)
    throw new Error(
      `There is no "${label}" among ${items.map((each) => each.label ?? each.role).join(', ')}.`,
    );
  if (rest.length === 0) return item;
  return find(Array.isArray(item.submenu) ? item.submenu : [], rest);
}

export class PlayedTray extends EventEmitter {
  menu: PlayedMenu | null = null;
  toolTip = '';
  destroyed = false;

  setContextMenu(menu: PlayedMenu): void {
    this.menu = menu;
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  destroy(): void {
    this.destroyed = true;
  }
}

export class PlayedImage {
  readonly representations: { scaleFactor?: number; dataURL?: string }[] = [];
  template = false;

  addRepresentation(representation: { scaleFactor?: number; dataURL?: string }): void {
    this.representations.push(representation);
  }

  setTemplateImage(template: boolean): void {
    this.template = template;
  }
}

export class PlayedNotification extends EventEmitter {
  readonly note: { title: string; body: string };
  readonly #shown: PlayedNotification[];

  constructor(note: { title: string; body: string }, shown: PlayedNotification[]) {
    super();
    this.note = note;
    this.#shown = shown;
  }

  show(): void {
    this.#shown.push(this);
  }
}
