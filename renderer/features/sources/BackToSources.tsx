import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from 'wouter';
import { addressOf } from './place.ts';

export default function BackToSources() {
  return (
    <Button
      component={Link}
      href={addressOf({ at: 'overview' })}
      variant="default"
      leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
    >
      All sources
    </Button>
  );
}
