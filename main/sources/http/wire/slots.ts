/** How many connections may be in use to one host. Node's own queue opens one even for a request that was given up meanwhile. */
export interface Slots {
  /** Resolves with what gives it back, at most once; given up where `abandoned` fires. */
  take(host: string, abandoned: AbortSignal): Promise<() => void>;
}

interface Host {
  used: number;
  readonly waiting: Set<() => void>;
}

export function createSlots(most: number): Slots {
  const hosts = new Map<string, Host>();

  function give(name: string, host: Host): () => void {
    host.used += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      host.used -= 1;
      const [next] = host.waiting;
      if (next !== undefined) next();
      else if (host.used === 0) hosts.delete(name);
    };
  }

  return {
    async take(name, abandoned) {
      const host = hosts.get(name) ?? { used: 0, waiting: new Set() };
      hosts.set(name, host);
      if (host.used < most) return give(name, host);
      return new Promise((resolve, reject) => {
        const stop = () => {
          host.waiting.delete(go);
          reject(abandoned.reason);
        };
        const go = () => {
          host.waiting.delete(go);
          abandoned.removeEventListener('abort', stop);
          resolve(give(name, host));
        };
        host.waiting.add(go);
        abandoned.addEventListener('abort', stop);
        if (abandoned.aborted) stop();
      });
    },
  };
}
