import { Anchor, Button } from '@mantine/core';
import { IconZoomCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import { type AskedSubject, auditAddress } from './auditAddress.ts';

/** Beside a figure: the Audit screen with what the figure belongs to chosen, so that one click more makes its package. */
export function AuditThis({
  subject,
  of,
  as = 'button',
}: {
  subject: AskedSubject;
  /** Told to those who listen, where several of them stand on a screen. */
  of?: string;
  /** Among other buttons of its size, at the head of a page, or within words. */
  as?: 'button' | 'page' | 'link';
}) {
  const href = auditAddress(subject);
  const name = of === undefined ? undefined : `Audit this: ${of}`;
  if (as === 'link')
    return (
      <Anchor component={Link} href={href} underline="always" aria-label={name}>
        Audit this
      </Anchor>
    );
  const small = as === 'button';
  return (
    <Button
      component={Link}
      href={href}
      variant="default"
      size={small ? 'compact-sm' : 'sm'}
      aria-label={name}
      leftSection={<IconZoomCheck size={small ? 14 : 16} stroke={1.75} aria-hidden />}
    >
      Audit this
    </Button>
  );
}
