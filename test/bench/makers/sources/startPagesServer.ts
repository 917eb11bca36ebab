import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface PagesServer {
  readonly origin: string;
  stop(): void;
}

export function startPagesServer(records: number): Promise<PagesServer> {
  const child = fork(join(import.meta.dirname, 'pagesServer.ts'), [String(records)]);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server of pages ended with ${code}.`)));
    child.once('message', (port) =>
      resolve({ origin: `http://127.0.0.1:${port}`, stop: () => child.disconnect() }),
    );
  });
}
