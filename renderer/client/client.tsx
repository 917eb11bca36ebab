import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Client } from '../../shared/contract/contract.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { Connection, ConnectionState } from './connection.ts';
import { failureOf } from './failures.ts';
import { follow } from './follow.ts';
import { createLink } from './link.ts';
import { type Watched, watch } from './watched.ts';

/** What the whole page shares: one client, one cache of answers, one stream for each thing that is watched. */
export interface Shared {
  readonly client: Client;
  readonly calls: RouterUtils<Client>;
  readonly connection: Connection;
  readonly queries: QueryClient;
  readonly watched: {
    readonly workspace: Watched<OpenWorkspace | null>;
    readonly settings: Watched<Settings>;
    readonly jobs: Watched<Job[]>;
  };
}

const NO_JOBS: readonly Job[] = [];

const SharedContext = createContext<Shared | null>(null);

/** Made once by the page's entry, beside the connection it speaks over. */
export function share(connection: Connection): Shared {
  const client: Client = createORPCClient(createLink(connection));
  return {
    client,
    calls: createTanstackQueryUtils(client),
    connection,
    queries: new QueryClient({
      defaultOptions: {
        // The core is on this machine: there is no "offline", and only a dropped line is worth asking twice.
        queries: {
          networkMode: 'always',
          refetchOnWindowFocus: false,
          retry: (count, error) => count < 2 && failureOf(error).code === 'DISCONNECTED',
          retryDelay: 0,
        },
        mutations: { networkMode: 'always' },
      },
    }),
    watched: {
      workspace: watch(connection, (signal) => client.workspace.watch(undefined, { signal })),
      settings: watch(connection, (signal) => client.settings.watch(undefined, { signal })),
      jobs: watch(connection, (signal) => client.jobs.watch(undefined, { signal })),
    },
  };
}

export function ClientProvider({ shared, children }: { shared: Shared; children: ReactNode }) {
  return (
    <SharedContext.Provider value={shared}>
      <QueryClientProvider client={shared.queries}>
        <StaleAnswers />
        {children}
      </QueryClientProvider>
    </SharedContext.Provider>
  );
}

/** Answers given before the line dropped, or about another workspace, are asked for again. */
function StaleAnswers() {
  const { queries } = useShared();
  const state = useConnectionState();
  const path = useWorkspace()?.path;
  const seen = useRef({ state, path });
  useEffect(() => {
    const before = seen.current;
    seen.current = { state, path };
    const back = state === 'open' && before.state !== 'open' && before.state !== 'connecting';
    if (back || path !== before.path) void queries.invalidateQueries();
  }, [state, path, queries]);
  return null;
}

function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (shared === null) throw new Error('This component is outside ClientProvider.');
  return shared;
}

export function useClient(): Client {
  return useShared().client;
}

/** Query and mutation options of every call: `useQuery(useCalls().app.info.queryOptions())`. */
export function useCalls(): RouterUtils<Client> {
  return useShared().calls;
}

export function useConnection(): Connection {
  return useShared().connection;
}

export function useConnectionState(): ConnectionState {
  const { connection } = useShared();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

function useWatched<T>(watched: Watched<T>): T | undefined {
  return useSyncExternalStore(watched.subscribe, watched.latest);
}

/** The open workspace, null when none is, undefined while that isn't known yet. */
export function useWorkspace(): OpenWorkspace | null | undefined {
  return useWatched(useShared().watched.workspace);
}

export function useSettings(): Settings | undefined {
  return useWatched(useShared().watched.settings);
}

export function useJobs(): readonly Job[] {
  return useWatched(useShared().watched.jobs) ?? NO_JOBS;
}

/** For the one component that shows a watch call nobody else reads: hears each value while mounted, over every reconnect. */
export function useFollow<T>(
  open: (client: Client, signal: AbortSignal) => Promise<AsyncIterable<T>>,
  take: (value: T) => void,
): void {
  const { client, connection } = useShared();
  const latest = useRef({ open, take });
  latest.current = { open, take };
  useEffect(() => {
    const stopping = new AbortController();
    void follow(
      connection,
      (signal) => latest.current.open(client, signal),
      (value) => latest.current.take(value),
      stopping.signal,
    );
    return () => stopping.abort();
  }, [client, connection]);
}

export { failureOf };
