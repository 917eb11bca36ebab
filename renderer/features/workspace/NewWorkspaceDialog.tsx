import { Button, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { CurrencySelect } from '../../ui/CurrencySelect.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { ZoneSelect } from '../../ui/ZoneSelect.tsx';
import FolderField from './FolderField.tsx';
import TemplateChoice from './TemplateChoice.tsx';
import { useNewWorkspace } from './useNewWorkspace.ts';

interface NewWorkspaceDialogProps {
  /** Where it must go, when the person chose a folder before. */
  folder: string | null;
  onClose: () => void;
  onCreated: (workspace: OpenWorkspace) => void;
}

export default function NewWorkspaceDialog({ folder, onClose, onCreated }: NewWorkspaceDialogProps) {
  const form = useNewWorkspace(folder, onCreated);
  // The folder picker lies above this dialog: Escape there must not close this one too.
  const [picking, setPicking] = useState(false);

  return (
    <Modal
      opened
      onClose={onClose}
      title="New workspace"
      size="lg"
      closeOnEscape={!picking}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            description="What you call the business or the question. It can be changed later."
            value={form.name}
            onChange={(event) => form.setName(event.currentTarget.value)}
            error={form.errors.name}
            maxLength={80}
            data-autofocus
          />
          <FolderField
            value={form.folder}
            name={form.name}
            error={form.errors.folder}
            onChange={form.setFolder}
            onPicking={setPicking}
          />
          <TemplateChoice value={form.template} onChange={form.setTemplate} />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <ZoneSelect
              value={form.zone}
              onChange={form.setZone}
              description="Every daily figure counts its days here."
            />
            <CurrencySelect
              value={form.currency}
              onChange={form.setCurrency}
              description="What amounts are shown in."
            />
          </SimpleGrid>
          {form.failure && <FailureNotice failure={form.failure} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.creating}>
              Create workspace
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
