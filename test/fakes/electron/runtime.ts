import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, ForkOptions, MenuItemConstructorOptions } from 'electron';
import { PlayedApp, PlayedEvent } from './application.ts';
import { PlayedWindow } from './browserWindow.ts';
import { createChrome } from './chrome.ts';
import { readConditions } from './conditions.ts';
import { PlayedContents } from './contents.ts';
import { listenToDriver } from './control.ts';
import { PlayedChannel } from './messagePort.ts';
import { PlayedProtocol } from './protocol.ts';
import { PlayedSession } from './session.ts';
import { PlayedDialogs, PlayedImage, PlayedMenu, PlayedNotification, PlayedTray } from './surroundings.ts';
import { PlayedUtility } from './utility.ts';

/** Everything the played Electron consists of, for its two readers: the program and the test that drives it. */
export interface Stage {
  readonly app: PlayedApp;
  readonly windows: PlayedWindow[];
  readonly dialogs: PlayedDialogs;
  readonly session: PlayedSession;
  readonly protocol: PlayedProtocol;
  readonly power: EventEmitter;
  readonly theme: { themeSource: string; shouldUseDarkColors: boolean };
  readonly trays: PlayedTray[];
  readonly notifications: PlayedNotification[];
  readonly openedOutside: string[];
  readonly utilities: PlayedUtility[];
  menu: PlayedMenu | null;
}

export function createRuntime() {
  const conditions = readConditions(process.env);
  const chrome = createChrome();
  const ipcMain = new EventEmitter();
  const stage: Stage = {
    app: new PlayedApp(conditions, () => chrome.close()),
    windows: [],
    dialogs: new PlayedDialogs(),
    session: new PlayedSession(),
    protocol: new PlayedProtocol(),
    power: new EventEmitter(),
    theme: { themeSource: 'system', shouldUseDarkColors: false },
    trays: [],
    notifications: [],
    openedOutside: [],
    utilities: [],
    menu: null,
  };
  const { app, dialogs, protocol, session } = stage;
  const displays = conditions.displays.map((area, id) => ({ id, bounds: area, workArea: area }));

  class BrowserWindow extends PlayedWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      const contents = new PlayedContents({
        chrome,
        preferences: options.webPreferences ?? {},
        handlerOf: (scheme) => protocol.handlerOf(scheme),
        applyPermissions: (cdp) => session.applyPermissions(cdp),
        onMessage: (sender, senderFrame, channel, args) =>
          ipcMain.emit(channel, { sender, senderFrame, ports: [] }, ...args),
      });
      super(options, contents, () => {
        app.windows.delete(this);
        if (app.windows.size === 0 && !app.quitting) app.emit('window-all-closed');
      });
      stage.windows.push(this);
      app.windows.add(this);
      app.emit('web-contents-created', new PlayedEvent(), contents);
    }
  }

  class Tray extends PlayedTray {
    constructor() {
      super();
      stage.trays.push(this);
    }
  }

  class Notification extends PlayedNotification {
    static isSupported = () => true;

    constructor(note: { title: string; body: string }) {
      super(note, stage.notifications);
    }
  }

  listenToDriver(stage);

  const electron = {
    app,
    BrowserWindow,
    dialog: dialogs,
    ipcMain,
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => new PlayedMenu(template),
      setApplicationMenu(menu: PlayedMenu) {
        stage.menu = menu;
      },
    },
    MessageChannelMain: PlayedChannel,
    nativeImage: { createEmpty: () => new PlayedImage() },
    nativeTheme: stage.theme,
    Notification,
    powerMonitor: stage.power,
    protocol,
    screen: { getPrimaryDisplay: () => displays[0], getAllDisplays: () => displays },
    session: { defaultSession: session },
    shell: {
      async openExternal(url: string) {
        stage.openedOutside.push(url);
      },
    },
    Tray,
    utilityProcess: {
      fork(script: string, args: readonly string[], options: ForkOptions) {
        if (!app.ready) throw new TypeError('utilityProcess cannot be created before app is ready.');
        const utility = new PlayedUtility(script, args, options);
        stage.utilities.push(utility);
        return utility;
      },
    },
  };
  return { electron };
}
