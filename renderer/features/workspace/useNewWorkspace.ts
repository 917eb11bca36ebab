import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { Currency } from '../../../shared/domain/currency.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { folderNamedFor } from './folderName.ts';

const NOTHING_MISSING = { name: undefined, folder: undefined };

/** The state of the form: the proposed folder follows the name until the person chooses one. */
export function useNewWorkspace(given: string | null, onCreated: (workspace: OpenWorkspace) => void) {
  const calls = useCalls();
  const proposed = useQuery(calls.workspace.defaultFolder.queryOptions({ enabled: given === null }));
  const create = useMutation(calls.workspace.create.mutationOptions({ onSuccess: onCreated }));

  const [name, setName] = useState('');
  const [chosen, setFolder] = useState(given);
  const [template, setTemplate] = useState('blank');
  const [zone, setZone] = useState(machineZone);
  const [currency, setCurrency] = useState(() => Currency.parse('USD'));
  const [tried, setTried] = useState(false);

  const folder = chosen ?? folderNamedFor(proposed.data?.path ?? '', name);
  const missing = {
    name: name.trim() === '' ? 'Give the workspace a name.' : undefined,
    folder: folder.trim() === '' ? 'Say which folder it goes into.' : undefined,
  };

  return {
    name,
    setName,
    folder,
    setFolder,
    template,
    setTemplate,
    zone,
    setZone,
    currency,
    setCurrency,
    errors: tried ? missing : NOTHING_MISSING,
    failure: create.isError ? failureOf(create.error) : null,
    creating: create.isPending,
    submit() {
      setTried(true);
      if (missing.name !== undefined || missing.folder !== undefined || create.isPending) return;
      create.mutate({ path: folder.trim(), name: name.trim(), template, zone, currency });
    },
  };
}
