import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkspaceChange, WorkspaceConfig } from '../../../shared/contract/workspace.ts';
import { notifyDone } from '../../app/toasts.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { CurrencySelect } from '../../ui/CurrencySelect.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { ZoneSelect } from '../../ui/ZoneSelect.tsx';
import classes from './settings.module.css';

/** Holds only what the person changed, so that an edit of the file from outside shows in every other field. */
export default function WorkspaceForm({ config }: { config: WorkspaceConfig }) {
  const [draft, setDraft] = useState<WorkspaceChange>({});
  const change = useMutation(
    useCalls().workspace.change.mutationOptions({
      onSuccess() {
        setDraft({});
        notifyDone('leadline.yml is saved.');
      },
    }),
  );
  const shown = {
    name: draft.name ?? config.name,
    zone: draft.zone ?? config.zone,
    currency: draft.currency ?? config.currency,
  };
  const changed =
    shown.name !== config.name || shown.zone !== config.zone || shown.currency !== config.currency;
  const unnamed = shown.name.trim() === '';

  return (
    <form
      noValidate
      className={classes['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !unnamed) change.mutate(draft);
      }}
    >
      <TextInput
        label="Name"
        value={shown.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        error={unnamed ? 'Give the workspace a name.' : undefined}
        maxLength={80}
      />
      <ZoneSelect
        value={shown.zone}
        onChange={(zone) => setDraft({ ...draft, zone })}
        description="Decides which day a sale or a post counts on."
      />
      <CurrencySelect
        value={shown.currency}
        onChange={(currency) => setDraft({ ...draft, currency })}
        description="What amounts are shown in. It converts nothing."
      />
      {change.isError && <FailureNotice failure={failureOf(change.error)} />}
      <div className={classes['buttons']}>
        <Button type="submit" disabled={!changed || unnamed} loading={change.isPending}>
          Save changes
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setDraft({})}>
            Discard
          </Button>
        )}
      </div>
      <dl className={classes['facts']}>
        <dt>Warehouse</dt>
        <dd>
          {config.warehouse.engine === 'sqlite'
            ? 'SQLite, on this machine'
            : `Postgres, connection ${config.warehouse.connection}`}
        </dd>
        <dt>Layers</dt>
        <dd>{config.layers.join(' → ')}</dd>
      </dl>
      <p className={classes['quiet']}>Warehouse and layers are changed in leadline.yml itself.</p>
    </form>
  );
}
