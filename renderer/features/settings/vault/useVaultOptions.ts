import { useQueryClient } from '@tanstack/react-query';
import { useCalls } from '../../../client/client.tsx';

/**
 * Options shared by everything that writes to the vault: its answers are asked for again, and the cache of past
 * mutations, which would hold the value or passphrase that was sent, keeps nothing.
 */
export function useVaultOptions() {
  const calls = useCalls();
  const queries = useQueryClient();
  return {
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: calls.vault.key() }),
  };
}
