import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SecretName } from '../../../../shared/contract/vault.ts';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useVaultOptions } from './useVaultOptions.ts';
import ValueField from './ValueField.tsx';

interface SecretDialogProps {
  /** The secret whose value is replaced; null when a new one is added. */
  replace: SecretName | null;
  onClose: () => void;
}

export default function SecretDialog({ replace, onClose }: SecretDialogProps) {
  const calls = useCalls();
  const [name, setName] = useState<string>(replace ?? '');
  const [value, setValue] = useState('');
  const [tried, setTried] = useState(false);
  const parsed = SecretName.safeParse(name.trim());
  const kept = useQuery(calls.vault.list.queryOptions()).data;
  const taken = kept?.some((secret) => secret.name === parsed.data) ?? false;
  const set = useMutation(
    calls.vault.set.mutationOptions({
      ...useVaultOptions(),
      onSuccess(_, { name: stored }) {
        notifyDone(taken ? `${stored} is replaced.` : `${stored} is kept.`);
        onClose();
      },
    }),
  );

  return (
    <Modal
      opened
      onClose={onClose}
      title={replace === null ? 'Add a secret' : `Replace ${replace}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (parsed.success && value !== '') set.mutate({ name: parsed.data, value });
        }}
      >
        <Stack gap="md">
          {replace === null && (
            <TextInput
              label="Name"
              description={
                taken
                  ? 'In use: its value will be replaced.'
                  : 'Like tiktok.api_key: whose it is, what it is.'
              }
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={tried && !parsed.success ? sentence(parsed.error.issues[0]?.message) : undefined}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
            />
          )}
          <ValueField
            value={value}
            onChange={setValue}
            error={tried && value === '' ? 'Type or paste the value, or read it from a file.' : undefined}
          />
          {set.isError && <FailureNotice failure={failureOf(set.error)} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={set.isPending}>
              {taken ? 'Replace the value' : 'Keep the secret'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function sentence(text = 'This name can’t be used'): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
