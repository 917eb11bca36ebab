import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../shared/errors/failure.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

interface OpenRefusedDialogProps {
  failure: Failure;
  onClose: () => void;
  onRetry: () => Promise<void>;
  onPickAnother: () => void;
  onCreateHere: () => void;
}

/** A folder that didn't open, why, and every way on from here. */
export default function OpenRefusedDialog(props: OpenRefusedDialogProps) {
  const { failure, onClose, onRetry, onPickAnother, onCreateHere } = props;
  const [trying, setTrying] = useState(false);
  const noWorkspace = failure.code === 'WORKSPACE_NOT_FOUND';

  async function retry(): Promise<void> {
    setTrying(true);
    await onRetry();
    setTrying(false);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={noWorkspace ? 'This folder is not a workspace yet' : 'The workspace was not opened'}
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <FailureNotice failure={failure} />
        {failure.code === 'WORKSPACE_IN_USE' && (
          <Text c="dimmed">
            One workspace is written by one Leadline at a time, so that nothing is lost. Close it there, then
            try again here; if that Leadline is gone, trying again takes the workspace over.
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onPickAnother}>
            Choose another folder…
          </Button>
          {noWorkspace ? (
            <Button data-autofocus onClick={onCreateHere}>
              Create one here
            </Button>
          ) : (
            <Button data-autofocus loading={trying} onClick={() => void retry()}>
              Try again
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
