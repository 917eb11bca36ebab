import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { VaultStatus } from '../../../shared/contract/vault.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import { State } from '../../ui/State.tsx';
import classes from './home.module.css';

const HELD: Record<VaultStatus['backend'], string> = {
  keychain: 'In this machine’s keychain',
  passphrase: 'In the passphrase vault',
  memory: 'In memory, until Leadline stops',
};

/** Where secrets go is never a surprise: it is said here and on the Settings screen. */
export default function VaultInUse() {
  const status = useQuery(useCalls().vault.status.queryOptions());
  return (
    <Section title="Secrets">
      {status.isError && (
        <FailureNotice failure={failureOf(status.error)} retry={() => void status.refetch()} />
      )}
      {status.data && (
        <p className={classes['vault']}>
          <Held status={status.data} />
          <span className={classes['quiet']}>{status.data.why}</span>
          <Anchor component={Link} href="/settings#vault">
            {status.data.locked ? 'Unlock the vault' : 'Vault settings'}
          </Anchor>
        </p>
      )}
    </Section>
  );
}

function Held({ status: { backend, backends, locked } }: { status: VaultStatus }) {
  if (backends.some((one) => one.backend === backend && !one.available)) {
    return <State state="broken">Where they are kept can’t be reached</State>;
  }
  if (locked) return <State state="warning">In the passphrase vault, locked</State>;
  return <State state={backend === 'memory' ? 'warning' : 'ok'}>{HELD[backend]}</State>;
}
