import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerPlay } from '@tabler/icons-react';
import type { SourceDetail } from '../../../../shared/contract/sources.ts';
import BackToSources from '../BackToSources.tsx';
import type { Extracting } from './useExtracting.ts';

export default function SourceActions({
  source: { problem, running },
  check,
  extract,
  onBackfill,
}: Pick<Extracting, 'check' | 'extract'> & {
  source: SourceDetail;
  /** Left out where no stream is read by day. */
  onBackfill?: () => void;
}) {
  const isStopped = problem !== null || running !== null;
  return (
    <>
      <BackToSources />
      <Button
        variant="default"
        disabled={problem !== null}
        loading={check.isPending}
        onClick={() => check.start()}
      >
        Test the connection
      </Button>
      <Button.Group>
        <Button
          disabled={isStopped}
          loading={extract.isPending}
          leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
          onClick={() => extract.start()}
        >
          Extract
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button disabled={isStopped} px="xs" aria-label="Other ways to extract">
              <IconChevronDown size={16} stroke={1.75} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => extract.start({ fullRefresh: true })}>
              From the beginning, in place of what is there
            </Menu.Item>
            {onBackfill && <Menu.Item onClick={onBackfill}>A range of the past…</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
    </>
  );
}
