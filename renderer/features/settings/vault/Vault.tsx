import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import Backends from './Backends.tsx';
import ChangePassphraseSection from './ChangePassphraseSection.tsx';
import CreatePassphrase from './CreatePassphrase.tsx';
import History from './History.tsx';
import InUse from './InUse.tsx';
import Secrets from './Secrets.tsx';

export default function Vault() {
  const [creating, setCreating] = useState(false);
  const status = useQuery(useCalls().vault.status.queryOptions());
  if (status.isError) {
    return <FailureNotice failure={failureOf(status.error)} retry={() => void status.refetch()} />;
  }
  if (status.data === undefined) return null;
  const { backend, backends, locked, passphraseVault } = status.data;
  const held = backends.find((one) => one.backend === backend)?.secrets ?? null;
  return (
    <>
      <InUse status={status.data} />
      <Secrets status={status.data} />
      <Backends status={status.data} held={held} onCreate={() => setCreating(true)} />
      {creating && !passphraseVault && <CreatePassphrase held={held} onDone={() => setCreating(false)} />}
      {backend === 'passphrase' && !locked && <ChangePassphraseSection />}
      <History />
    </>
  );
}
