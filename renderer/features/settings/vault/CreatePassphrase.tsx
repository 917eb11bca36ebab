import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import classes from '../settings.module.css';
import { countedSecrets } from './backendWords.ts';
import NewPassphrase from './NewPassphrase.tsx';
import { EMPTY_PASSPHRASE, isSound } from './passphraseDraft.ts';
import { useVaultOptions } from './useVaultOptions.ts';

interface CreatePassphraseProps {
  /** How many secrets move into it; null when that isn't known. */
  held: number | null;
  onDone: () => void;
}

export default function CreatePassphrase({ held, onDone }: CreatePassphraseProps) {
  const [draft, setDraft] = useState(EMPTY_PASSPHRASE);
  const [tried, setTried] = useState(false);
  const create = useMutation(
    useCalls().vault.createPassphrase.mutationOptions({
      ...useVaultOptions(),
      onSuccess() {
        notifyDone('The passphrase vault is made, unlocked and in use.');
        onDone();
      },
    }),
  );
  return (
    <Section title="Create a passphrase vault">
      <form
        noValidate
        className={classes['panel']}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isSound(draft)) create.mutate({ passphrase: draft.passphrase });
        }}
      >
        <p>
          {held === 0
            ? 'It is used from then on. '
            : `It is used from then on, and ${countedSecrets(held)} held now will move into it. `}
          Nobody can recover a forgotten passphrase, so keep it somewhere safe.
        </p>
        <div className={classes['fields']}>
          <NewPassphrase autoFocus draft={draft} onChange={setDraft} tried={tried} />
          {create.isError && <FailureNotice failure={failureOf(create.error)} />}
          <div className={classes['buttons']}>
            <Button type="submit" loading={create.isPending}>
              Create the vault
            </Button>
            <Button variant="default" onClick={onDone}>
              Cancel
            </Button>
          </div>
        </div>
      </form>
    </Section>
  );
}
