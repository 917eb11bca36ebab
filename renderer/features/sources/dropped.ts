const ANSWER_MS = 2_000;

/**
 * Where dropped files lie. Only the desktop's preload can tell: a browser keeps it from every page, and then this is
 * empty. The files go over as a window message, because no object of the preload is in the page.
 */
export function pathsOf(files: readonly File[]): Promise<string[]> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((settle) => {
    const timer = setTimeout(() => settle([]), ANSWER_MS);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      port1.close();
      settle(Array.isArray(data) ? data.filter((path) => typeof path === 'string' && path !== '') : []);
    };
    window.postMessage({ leadline: 'paths', files }, window.origin, [port2]);
  });
}
