import type { MenuItemConstructorOptions } from 'electron';
import { toChromium } from './addresses.ts';
import type { PlayedWindow } from './browserWindow.ts';
import type { Stage } from './runtime.ts';

/** What the test may see and do beside the program: the person, the machine and the attacker. */
export type Controls = ReturnType<typeof createControls>;

/** A call from the driver over the child process's own channel. */
export interface Order {
  readonly id: number;
  readonly name: keyof Controls;
  readonly args: unknown[];
}

export type Answer = { id: number; value: unknown } | { id: number; error: string };

export function listenToDriver(stage: Stage): void {
  const controls = createControls(stage) as Record<string, (...args: never[]) => unknown>;
  process.on('message', async ({ id, name, args }: Order) => {
    const answer: Answer = await Promise.resolve()
      .then(() => controls[name]?.(...(args as never[])))
      .then(
        (value) => ({ id, value }),
        (error: unknown) => ({ id, error: String(error) }),
      );
    process.send?.(answer);
  });
  // The channel alone must not keep a program alive that has ended.
  process.channel?.unref();
}

export function createControls(stage: Stage) {
  const window = (): PlayedWindow => {
    const [first] = stage.windows;
    if (!first) throw new Error('There is no window yet.');
    return first;
  };
  const page = () => window().webContents.page();

  return {
    windowCount: () => stage.windows.length,
    look: () => ({
      bounds: window().getNormalBounds(),
      visible: window().isVisible(),
      minimized: window().isMinimized(),
      maximized: window().isMaximized(),
      focused: window().focused,
      preferences: window().options.webPreferences ?? {},
    }),
    resize: (bounds: { x?: number; y?: number; width?: number; height?: number }) =>
      window().setBounds(bounds),
    maximize: () => window().maximize(),
    closeWindow: () => void window().close(),
    evaluate: (expression: string): Promise<unknown> => window().webContents.evaluate(expression),
    screenshot: async (path: string) => void (await (await page()).screenshot({ path })),
    address: async () => (await page()).url(),
    /** The page is sent somewhere as though no guard had stood in the way. */
    abduct: async (url: string) => void (await window().webContents.loadURL(toChromium(url))),
    crash: () => window().webContents.crash(),
    traffic: () => window().webContents.frames.flatMap((frame) => frame.traffic),
    outside: () => window().webContents.outside,
    openedWindows: () => window().webContents.opened,
    exposed: () => window().webContents.exposed,
    menu: () => stage.menu?.template.map(plain) ?? [],
    clickMenu: (...path: string[]) => stage.menu?.click(path),
    tray: () => stage.trays.flatMap(({ menu }) => menu?.template.map(plain) ?? []),
    clickTray: (label: string) => stage.trays[0]?.menu?.click([label]),
    dialogs: () => stage.dialogs.shown,
    answerDialog: (id: number, answer: unknown) => stage.dialogs.answer(id, answer),
    openedOutside: () => stage.openedOutside,
    notifications: () => stage.notifications.map(({ note }) => note),
    clickNotification: (index: number) => void stage.notifications[index]?.emit('click'),
    power: (event: string) => void stage.power.emit(event),
    permissions: () => stage.session.asked,
    themeSource: () => stage.theme.themeSource,
    program: () => ({
      sandboxed: stage.app.sandboxed,
      schemes: stage.protocol.privileged,
      overridesCertificates: stage.app.listenerCount('certificate-error') > 0,
    }),
    /** The processes beside the program's, in the order they were started. */
    utilities: () => stage.utilities.map(({ script, pid, ending }) => ({ script, pid, ending })),
    killUtilities: () => {
      for (const { pid } of stage.utilities) if (pid !== undefined) process.kill(pid, 'SIGKILL');
    },
    quit: () => stage.app.quit(),
  };
}

/** A menu item without its functions, which can't travel. */
interface PlainItem {
  readonly label: string | undefined;
  readonly role: string | undefined;
  readonly type: string | undefined;
  readonly accelerator: string | undefined;
  readonly checked: boolean | undefined;
  readonly enabled: boolean | undefined;
  readonly submenu: PlainItem[];
}

function plain(item: MenuItemConstructorOptions): PlainItem {
  const { label, role, type, checked, enabled } = item;
  const accelerator = item.accelerator === undefined ? undefined : String(item.accelerator);
  const submenu = Array.isArray(item.submenu) ? item.submenu.map(plain) : [];
  return { label, role, type, accelerator, checked, enabled, submenu };
}
