import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { asking, get, serve } from './loopback.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const MB = 1024 ** 2;

test.each(['identity', 'gzip'])(
  'a body of 200 MB (%s) passes through without being kept',
  async (encoding) => {
    const lines = Buffer.from(Array.from({ length: 9000 }, (_, id) => `${id},${Math.sin(id)}\n`).join(''));
    const part = encoding === 'gzip' ? gzipSync(lines) : lines;
    const parts = Math.ceil((200 * MB) / lines.length);
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      let sent = 0;
      const more = () => {
        while (sent < parts) {
          sent += 1;
          if (!response.write(part)) return response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const { http, exchanges } = asking();
    open.push(server, http);
    const sent = await http.send(get(server.origin));
    if (!sent.ok) throw new Error(sent.failure.message);
    let bytes = 0;
    let largest = 0;
    const before = kept();
    let most = 0;
    for await (const piece of sent.value.body.pieces()) {
      bytes += piece.byteLength;
      largest = Math.max(largest, piece.byteLength);
      // What is only waiting to be collected isn't kept.
      if (Math.floor(bytes / (20 * MB)) > Math.floor((bytes - piece.byteLength) / (20 * MB))) collect();
      most = Math.max(most, kept() - before);
    }
    expect(bytes).toBe(parts * lines.length);
    expect(largest).toBeLessThanOrEqual(MB);
    expect(most).toBeLessThan(60 * MB);
    expect(exchanges[0]?.responseBytes).toBe(bytes);
  },
);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function kept(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
