import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { parseExternalLink } from '../../../shared/domain/link.ts';
import classes from './host.module.css';
import type { Answer } from './questions.ts';

/** Names exactly the host that will be opened: a link's own text can say anything. */
export default function ConfirmLink({ url, onAnswer }: { url: string; onAnswer: Answer }) {
  const link = parseExternalLink(url);

  function open(): void {
    if (!link.ok) return;
    window.open(link.url.href, '_blank', 'noopener,noreferrer');
    onAnswer('yes');
  }

  return (
    <Modal
      opened
      onClose={() => onAnswer(null)}
      title={link.ok ? `Open ${link.url.host} in your browser?` : 'This address is not opened'}
      zIndex={400}
      closeButtonProps={{ 'aria-label': 'Stay here' }}
    >
      <Stack gap="md">
        <Text className={classes['address']}>{url}</Text>
        <Text c="dimmed">
          {link.ok
            ? 'This leaves Leadline. The other side sees your request as it would from any browser.'
            : `Leadline opens https links only: ${link.why}. Copy it and open it yourself if you trust it.`}
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => onAnswer(null)}>
            {link.ok ? 'Stay here' : 'Close'}
          </Button>
          {link.ok && (
            <Button data-autofocus leftSection={<IconExternalLink size={16} aria-hidden />} onClick={open}>
              Open {link.url.host}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
