import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from '../settings.module.css';
import NewPassphrase from './NewPassphrase.tsx';
import { EMPTY_PASSPHRASE, isSound } from './passphraseDraft.ts';
import { useVaultOptions } from './useVaultOptions.ts';

export default function ChangePassphrase({ onDone }: { onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [draft, setDraft] = useState(EMPTY_PASSPHRASE);
  const [tried, setTried] = useState(false);
  const change = useMutation(
    useCalls().vault.changePassphrase.mutationOptions({
      ...useVaultOptions(),
      onSuccess() {
        notifyDone('The passphrase is changed.');
        onDone();
      },
    }),
  );
  return (
    <form
      noValidate
      className={classes['panel']}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (current !== '' && isSound(draft)) change.mutate({ current, passphrase: draft.passphrase });
      }}
    >
      <div className={classes['fields']}>
        <PasswordInput
          label="Passphrase now"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={tried && current === '' ? 'Type the passphrase that opens the vault now.' : undefined}
          autoComplete="current-password"
        />
        <NewPassphrase draft={draft} onChange={setDraft} tried={tried} />
        {change.isError && <FailureNotice failure={failureOf(change.error)} />}
        <div className={classes['buttons']}>
          <Button type="submit" loading={change.isPending}>
            Change the passphrase
          </Button>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        </div>
      </div>
    </form>
  );
}
