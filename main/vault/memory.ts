import type { SecretStore } from './vault.ts';

export interface MemoryStore extends SecretStore {
  services(): string[];
  count(): number;
}

/** Secrets of this session only: they are gone when the process ends. */
export function memoryStore(): MemoryStore {
  const services = new Map<string, Map<string, string>>();

  return {
    async getPassword(service, account) {
      return services.get(service)?.get(account) ?? null;
    },
    async setPassword(service, account, password) {
      const accounts = services.get(service) ?? new Map<string, string>();
      services.set(service, accounts.set(account, password));
    },
    async deletePassword(service, account) {
      return services.get(service)?.delete(account) ?? false;
    },
    async findCredentials(service) {
      return [...(services.get(service) ?? [])].map(([account, password]) => ({ account, password }));
    },
    services: () => [...services].filter(([, accounts]) => accounts.size > 0).map(([service]) => service),
    count: () => [...services.values()].reduce((sum, accounts) => sum + accounts.size, 0),
  };
}
