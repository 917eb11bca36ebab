import { Button } from '@mantine/core';
import { IconAnchor } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { MissingStep } from '../../../../shared/contract/brief.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import classes from './brief.module.css';
import type { MakeBrief } from './useMakeBrief.ts';

const SCREENS = {
  sources: { href: '/sources', label: 'Open Sources' },
  models: { href: '/models', label: 'Open Models' },
  pipelines: { href: '/pipelines', label: 'Open Pipelines' },
} as const;

/** What the brief waits for: the first thing to do as a button, and what comes after it. */
export default function Missing({
  steps,
  making,
  onFiles,
}: {
  steps: readonly [MissingStep, ...MissingStep[]];
  making: MakeBrief;
  onFiles: () => void;
}) {
  const [first, ...later] = steps;
  return (
    <EmptyState
      icon={IconAnchor}
      title={first.message}
      action={<Mend step={first} making={making} onFiles={onFiles} />}
    >
      {first.next}
      {later.length > 0 && (
        <ol className={classes['later']} start={2} aria-label="And then">
          {later.map(({ is, next }) => (
            <li key={is}>{next}</li>
          ))}
        </ol>
      )}
    </EmptyState>
  );
}

export function Mend({
  step: { mend },
  making,
  onFiles,
}: {
  step: MissingStep;
  making: MakeBrief;
  onFiles: () => void;
}) {
  if (mend === 'make')
    return (
      <Button loading={making.busy} onClick={making.begin}>
        Make the brief
      </Button>
    );
  if (mend === 'file') return <Button onClick={onFiles}>Show the workspace’s files</Button>;
  const { href, label } = SCREENS[mend];
  return (
    <Button component={Link} href={href}>
      {label}
    </Button>
  );
}
