/** The name of the CDP binding; it exists in the preload's world only. */
export const BINDING = '__standInPost';
export const WORLD = 'stand-in preload';

/** The script that gives the real preload its `require('electron')`, in a world the page can't see. */
export function preloadScript(preload: string): string {
  return `if (window === window.top) {
    const electron = (${playRenderer.toString()})(${BINDING});
    const module = { exports: {} };
    const require = (name) => {
      if (name === 'electron') return electron;
      throw new Error('A sandboxed preload has no module ' + name);
    };
    (function (require, module, exports) {\n${preload}\n})(require, module, module.exports);
  }`;
}

/** Runs inside Chromium; it is passed as text, so it uses nothing from outside itself. */
function playRenderer(post: (text: string) => void): unknown {
  type Listener = (event: { ports: MessagePort[] }, ...args: unknown[]) => void;
  const listeners = new Map<string, Listener[]>();
  const ports = new Map<number, MessagePort>();
  const say = (message: unknown): void => post(JSON.stringify(message));

  function pack(data: unknown): unknown {
    if (typeof data === 'string') return { kind: 'text', text: data };
    if (!(data instanceof ArrayBuffer) && !ArrayBuffer.isView(data)) return { kind: 'plain', value: data };
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer);
    return { kind: 'bytes', base64: btoa(String.fromCharCode(...bytes)) };
  }

  function openPort(id: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => say({ kind: 'port', port: id, data: pack(data) });
    port1.addEventListener('close', () => say({ kind: 'closed', port: id }));
    ports.set(id, port1);
    return port2;
  }

  Object.assign(globalThis, {
    __standIn: {
      receive(channel: string, args: unknown[], ids: number[]): void {
        const event = { ports: ids.map(openPort) };
        for (const listener of listeners.get(channel) ?? []) listener(event, ...args);
      },
      deliver(id: number, data: { kind: string; text?: string; base64?: string; value?: unknown }): void {
        const bytes = () => Uint8Array.from(atob(data.base64 ?? ''), (letter) => letter.charCodeAt(0));
        ports.get(id)?.postMessage(data.kind === 'bytes' ? bytes() : (data.text ?? data.value));
      },
      disconnect(id: number): void {
        ports.get(id)?.close();
        ports.delete(id);
      },
    },
  });

  return {
    ipcRenderer: {
      on(channel: string, listener: Listener): void {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
      send: (channel: string, ...args: unknown[]) => say({ kind: 'send', channel, args }),
    },
    contextBridge: { exposeInMainWorld: (name: string) => say({ kind: 'exposed', name }) },
  };
}
