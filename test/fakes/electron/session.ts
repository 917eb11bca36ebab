import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import type { CDPSession } from 'playwright-core';

type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type Permission = Parameters<NonNullable<RequestHandler>>[1];

/** Electron's names of what a page may be granted, beside Chromium's. */
const PERMISSIONS: readonly [electron: Permission, chromium: string][] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
];

const NO_CONTENTS = null as unknown as WebContents;

/** `session.defaultSession`: its handlers decide for real what the page's Chromium grants. */
export class PlayedSession
  extends EventEmitter
  implements Pick<Session, 'setPermissionCheckHandler' | 'setPermissionRequestHandler'>
{
  /** What was asked of the program's handlers, and what they said. */
  readonly asked: { permission: string; checked: boolean; requested: boolean }[] = [];
  #check: CheckHandler = null;
  #request: RequestHandler = null;

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setDevicePermissionHandler(): void {}

  setDisplayMediaRequestHandler(): void {}

  /** As in Electron, what no handler refuses is granted. */
  async applyPermissions(cdp: CDPSession): Promise<void> {
    const { targetInfo } = await cdp.send('Target.getTargetInfo');
    const { browserContextId } = targetInfo;
    for (const [permission, name] of PERMISSIONS) {
      const checked =
        this.#check?.(NO_CONTENTS, permission, 'app://leadline/', { isMainFrame: true }) ?? true;
      const requested = this.#ask(permission);
      this.asked.push({ permission, checked, requested });
      const setting = checked || requested ? 'granted' : 'denied';
      await cdp.send('Browser.setPermission', {
        permission: { name },
        setting,
        ...(browserContextId ? { browserContextId } : {}),
      });
    }
  }

  #ask(permission: Permission): boolean {
    let granted = this.#request === null;
    const details = { isMainFrame: true, requestingUrl: 'app://leadline/' };
    this.#request?.(NO_CONTENTS, permission, (answer) => (granted = answer), details);
    return granted;
  }
}
