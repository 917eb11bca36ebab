/**
 * Runs inside the page, beside the renderer: a second client of the contract, on a port it asked for in the ordinary
 * way. It lets the tests speak to the core whatever the screens look like.
 */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client } from '../../shared/contract/contract.ts';
import type { Settings } from '../../shared/contract/settings.ts';

let client: Client;
const seen: Settings[] = [];
const commands: string[] = [];
let watching: AbortController | undefined;

const probe = {
  seen,
  commands,

  async connect(): Promise<void> {
    const port = await new Promise<MessagePort>((settle) => {
      window.addEventListener('message', ({ data, ports: [given] }) => {
        if (data?.leadline === 'command') commands.push(data.command);
        if (data?.leadline === 'port' && given) settle(given);
      });
      window.postMessage({ leadline: 'connect' }, window.origin);
    });
    client = createORPCClient(new RPCLink({ port }));
    port.start();
  },

  call: async (namespace: string, name: string, input?: unknown): Promise<unknown> => {
    const calls = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    try {
      return { value: await calls[namespace]?.[name]?.(input) };
    } catch (error) {
      return { code: (error as { code?: string }).code };
    }
  },

  async watchSettings(): Promise<void> {
    watching = new AbortController();
    const stream = await client.settings.watch(undefined, { signal: watching.signal });
    (async () => {
      for await (const settings of stream) seen.push(settings);
    })().catch(() => undefined);
  },

  stopWatching(): void {
    watching?.abort();
  },
};

Object.assign(globalThis, { leadlineProbe: probe });
