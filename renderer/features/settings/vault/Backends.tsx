import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { VaultStatus } from '../../../../shared/contract/vault.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import classes from '../settings.module.css';
import { BACKEND_NAME, BACKEND_SENSE, countedSecrets } from './backendWords.ts';
import { useVaultOptions } from './useVaultOptions.ts';

type Backend = VaultStatus['backends'][number];

interface BackendsProps {
  status: VaultStatus;
  /** How many secrets the backend in use holds; null when that isn't known. */
  held: number | null;
  onCreate: () => void;
}

/** Every place secrets could be kept, what probing it found, and the way there. */
export default function Backends({ status, held, onCreate }: BackendsProps) {
  const formats = useFormats();
  const confirm = useConfirm();
  const move = useMutation(
    useCalls().vault.move.mutationOptions({
      ...useVaultOptions(),
      onSuccess: ({ moved, status: { backend } }) =>
        notifyDone(`Moved ${countedSecrets(moved)} to the ${BACKEND_NAME[backend].toLowerCase()}.`),
    }),
  );

  async function ask({ backend }: Backend): Promise<void> {
    const yes = await confirm({
      title: `Move ${countedSecrets(held)} to the ${BACKEND_NAME[backend].toLowerCase()}?`,
      body: movingMeans(status.backend, backend),
      confirm: 'Move',
      danger: backend === 'memory',
    });
    if (yes) move.mutate({ to: backend });
  }

  const columns: Column<Backend>[] = [
    {
      id: 'name',
      title: 'Kept in',
      cell: ({ backend }) => (
        <>
          <div className={classes['strong']}>{BACKEND_NAME[backend]}</div>
          <div className={classes['quiet']}>{BACKEND_SENSE[backend]}</div>
        </>
      ),
    },
    {
      id: 'state',
      title: 'Found',
      cell: ({ backend, available, detail }) => (
        <>
          <Found
            inUse={backend === status.backend}
            available={available}
            unmade={backend === 'passphrase' && !status.passphraseVault}
          />
          <div className={classes['quiet']}>{detail}</div>
        </>
      ),
    },
    {
      id: 'count',
      title: 'Secrets',
      figures: true,
      cell: ({ secrets }) => (secrets === null ? 'not known' : formats.number(secrets)),
    },
    {
      id: 'do',
      title: 'Actions',
      quiet: true,
      cell: (backend) => (
        <div className={classes['rowActions']}>
          {backend.backend === 'passphrase' && !status.passphraseVault && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label="Create a passphrase vault"
              onClick={onCreate}
            >
              Create
            </Button>
          )}
          {canMoveTo(backend, status) && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`Move here: to the ${BACKEND_NAME[backend.backend].toLowerCase()}`}
              loading={move.isPending && move.variables.to === backend.backend}
              onClick={() => void ask(backend)}
            >
              Move here
            </Button>
          )}
        </div>
      ),
    },
  ];

  return (
    <Section
      title="Where secrets can be kept"
      description="Each was probed by writing a value and reading it back. Leadline never changes the place on its own."
    >
      {move.isError && <FailureNotice failure={failureOf(move.error)} />}
      <Table
        caption="Backends of the vault"
        columns={columns}
        rows={status.backends}
        rowId={({ backend }) => backend}
      />
    </Section>
  );
}

function Found({ inUse, available, unmade }: { inUse: boolean; available: boolean; unmade: boolean }) {
  if (!available) return <State state="idle">Not available</State>;
  if (unmade) return <State state="idle">Not made yet</State>;
  return <State state="ok">{inUse ? 'In use' : 'Works'}</State>;
}

function canMoveTo({ backend, available }: Backend, status: VaultStatus): boolean {
  if (backend === status.backend || !available || status.locked) return false;
  return backend !== 'passphrase' || status.passphraseVault;
}

function movingMeans(from: Backend['backend'], to: Backend['backend']): string {
  const read = `Each is read back from there before it is deleted from the ${BACKEND_NAME[from].toLowerCase()}.`;
  return to === 'memory'
    ? `${read} Session memory keeps nothing: when Leadline stops, they are gone for good.`
    : `${read} Secrets of every workspace on this machine move along.`;
}
