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
import { BACKEND_NAME, BACKEND_PLACE, BACKEND_SENSE, countedSecrets } from './backendWords.ts';
import Unlock from './Unlock.tsx';
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
        notifyDone(
          moved === 0
            ? `Secrets are kept in ${BACKEND_PLACE[backend]} from now on.`
            : `Moved ${countedSecrets(moved)} to ${BACKEND_PLACE[backend]}.`,
        ),
    }),
  );

  async function ask({ backend }: Backend): Promise<void> {
    const yes = await confirm({
      title:
        held === 0
          ? `Keep secrets in ${BACKEND_PLACE[backend]} from now on?`
          : `Move ${countedSecrets(held)} to ${BACKEND_PLACE[backend]}?`,
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
      width: '13rem',
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
      cell: ({ secrets }) => (
        <span className={classes['nowrap']}>{secrets === null ? 'not known' : formats.number(secrets)}</span>
      ),
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
              aria-label={`Move here: to ${BACKEND_PLACE[backend.backend]}`}
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
      {move.isError && <MoveFailed error={move.error} onUnlocked={() => move.mutate(move.variables)} />}
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
  if (!available && inUse) return <State state="broken">In use, not available</State>;
  if (!available) return <State state="idle">Not available</State>;
  if (unmade) return <State state="idle">Not made yet</State>;
  return <State state="ok">{inUse ? 'In use' : 'Works'}</State>;
}

/** The vault that is moved into may be locked; then its passphrase is all that is missing. */
function MoveFailed({ error, onUnlocked }: { error: unknown; onUnlocked: () => void }) {
  const failure = failureOf(error);
  return (
    <>
      <FailureNotice failure={failure} />
      {failure.code === 'VAULT_LOCKED' && (
        <div className={classes['panel']}>
          <Unlock onUnlocked={onUnlocked} />
        </div>
      )}
    </>
  );
}

function canMoveTo({ backend, available }: Backend, status: VaultStatus): boolean {
  if (backend === status.backend || !available || status.locked) return false;
  return backend !== 'passphrase' || status.passphraseVault;
}

function movingMeans(from: Backend['backend'], to: Backend['backend']): string {
  const read = `Each is read back from there before it is deleted from ${BACKEND_PLACE[from]}.`;
  return to === 'memory'
    ? `${read} Session memory keeps nothing: when Leadline stops, they are gone for good.`
    : `${read} Secrets of every workspace on this machine move along.`;
}
