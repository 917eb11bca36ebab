import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Copies text, and says so in words. */
export function CopyButton({ value, label = 'Copy' }: { value: string; label?: string }) {
  const { copied, copy, error } = useClipboard({ timeout: 2_000 });
  const Glyph = copied ? IconCheck : IconCopy;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<Glyph size={14} stroke={1.75} aria-hidden />}
      onClick={() => copy(value)}
    >
      <span aria-live="polite">{error ? 'Copying is not allowed here' : copied ? 'Copied' : label}</span>
    </Button>
  );
}
