import { app, dialog, Notification, shell } from 'electron';
import type { PageCommand } from '../../shared/domain/command.ts';
import type { Failure } from '../../shared/errors/failure.ts';
import type { Host } from '../rpc/host.ts';
import { COMMAND } from './channels.ts';
import { createNativeHost } from './host.ts';
import type { MainWindow } from './mainWindow.ts';

/** Everything that speaks to the person through the window. It is there before the window is, because the core needs its host. */
export interface Desk {
  readonly host: Host;
  seat(main: MainWindow): void;
  front(): void;
  explain(failure: Failure): Promise<void>;
  /** Asks the page for something, in front of the person. */
  ask(command: PageCommand): void;
}

export function createDesk(): Desk {
  let main: MainWindow | null = null;
  const front = (): void => main?.show();
  // A dialog that belongs to a hidden window would be hidden with it.
  const owner = () => (main?.window.isVisible() ? main.window : null);

  return {
    host: createNativeHost({ dialog, shell, owner, notify: (note) => notify(note, front) }),
    seat(window) {
      main = window;
    },
    front,
    async explain({ message, next }) {
      const words = { type: 'warning' as const, title: app.name, message, detail: next };
      const window = owner();
      await (window ? dialog.showMessageBox(window, words) : dialog.showMessageBox(words));
    },
    ask(command) {
      front();
      main?.window.webContents.send(COMMAND, command);
    },
  };
}

function notify(note: { title: string; body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification(note);
  notification.on('click', onClick);
  notification.show();
}
