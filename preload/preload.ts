import { ipcRenderer, webUtils } from 'electron';

/**
 * Hands the page one port and passes the menu's commands on; it puts no object into the page. The port travels as a
 * window message because a port can't pass through contextBridge.
 */
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== window.origin) return;
  if (isRecord(event.data) && event.data['leadline'] === 'connect') ipcRenderer.send('leadline:connect');
});

/** Only here can be told where a dropped file lies; the answer goes back by the port that came with the question. */
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== window.origin) return;
  if (!isRecord(event.data) || event.data['leadline'] !== 'paths') return;
  const { files } = event.data;
  const dropped = Array.isArray(files) ? files.filter((file) => file instanceof File) : [];
  event.ports[0]?.postMessage(dropped.map((file) => webUtils.getPathForFile(file)));
});

ipcRenderer.on('leadline:port', (event) => {
  window.postMessage({ leadline: 'port' }, window.origin, [...event.ports]);
});

ipcRenderer.on('leadline:command', (_event, command: unknown) => {
  if (typeof command === 'string') window.postMessage({ leadline: 'command', command }, window.origin);
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
