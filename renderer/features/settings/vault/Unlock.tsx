import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from '../settings.module.css';
import { useVaultOptions } from './useVaultOptions.ts';

export default function Unlock({ onUnlocked }: { onUnlocked?: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation(
    useCalls().vault.unlock.mutationOptions({
      ...useVaultOptions(),
      onSuccess() {
        setPassphrase('');
        notifyDone('The vault is unlocked for this session.');
        onUnlocked?.();
      },
    }),
  );
  return (
    <form
      noValidate
      className={classes['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') unlock.mutate({ passphrase });
      }}
    >
      <PasswordInput
        label="Passphrase"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        autoComplete="current-password"
      />
      {unlock.isError && <FailureNotice failure={failureOf(unlock.error)} />}
      <div className={classes['buttons']}>
        <Button type="submit" disabled={passphrase === ''} loading={unlock.isPending}>
          Unlock
        </Button>
      </div>
    </form>
  );
}
