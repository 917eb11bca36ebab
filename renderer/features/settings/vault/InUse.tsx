import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { VaultStatus } from '../../../../shared/contract/vault.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../settings.module.css';
import { BACKEND_NAME } from './backendWords.ts';
import Unlock from './Unlock.tsx';
import { useVaultOptions } from './useVaultOptions.ts';

/** Which backend holds the secrets, why that one, and whether it can be used now. */
export default function InUse({ status }: { status: VaultStatus }) {
  const { backend, why, locked } = status;
  const lock = useMutation(useCalls().vault.lock.mutationOptions(useVaultOptions()));
  return (
    <Section
      title="Vault"
      description="Keys and passwords never lie in a file of the workspace, a log or an export in plain text."
      actions={
        backend === 'passphrase' &&
        !locked && (
          <Button
            variant="default"
            leftSection={<IconLock size={16} stroke={1.75} aria-hidden />}
            loading={lock.isPending}
            onClick={() => lock.mutate(undefined)}
          >
            Lock now
          </Button>
        )
      }
    >
      <div className={classes['panel']}>
        <div>
          <Standing status={status} />
          <p className={classes['quiet']}>{why}</p>
        </div>
        {lock.isError && <FailureNotice failure={failureOf(lock.error)} />}
        {locked && <Unlock />}
      </div>
    </Section>
  );
}

function Standing({ status: { backend, backends, locked } }: { status: VaultStatus }) {
  const name = BACKEND_NAME[backend];
  if (backends.some((one) => one.backend === backend && !one.available)) {
    return <State state="broken">{name}, not available</State>;
  }
  if (locked) return <State state="warning">{name}, locked</State>;
  return <State state={backend === 'memory' ? 'warning' : 'ok'}>{name} in use</State>;
}
