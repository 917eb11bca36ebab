import { ActionIcon, Burger, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconCalendar,
  IconPlugConnected,
  IconPlugConnectedX,
  IconSearch,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import { useConnectionState, useWorkspace } from '../client/client.tsx';
import type { ConnectionState } from '../client/connection.ts';
import { KeyHint } from '../ui/KeyHint.tsx';
import { State } from '../ui/State.tsx';
import { useFormats } from './formats.tsx';
import classes from './Header.module.css';
import { useEntry, useNavigation } from './navigation.tsx';
import { RunningWork } from './RunningWork.tsx';
import { WorkspaceMenu } from './WorkspaceMenu.tsx';

export function Header({
  drawerOpen,
  onDrawer,
  onPalette,
}: {
  drawerOpen: boolean;
  onDrawer: () => void;
  onPalette: () => void;
}) {
  return (
    <header className={classes['header']}>
      <Burger
        opened={drawerOpen}
        onClick={onDrawer}
        size="sm"
        aria-label="Screens"
        aria-expanded={drawerOpen}
        className={classes['burger']}
      />
      <Steps />
      <WorkspaceMenu />
      <Problems />
      <span className={classes['space']} />
      <ZoneBadge />
      <ConnectionSign />
      <RunningWork />
      <UnstyledButton className={classes['palette']} onClick={onPalette}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <span className={`${classes['paletteWord']} ${classes['word']}`}>Search</span>
        <span className={classes['paletteKeys']} aria-hidden>
          <KeyHint shortcut="Mod+K" />
        </span>
      </UnstyledButton>
    </header>
  );
}

function Steps() {
  const { index } = useEntry();
  const { furthest } = useNavigation();
  return (
    <div className={classes['steps']}>
      <ActionIcon aria-label="Back" disabled={index === 0} onClick={() => history.back()}>
        <IconArrowLeft size={18} stroke={1.5} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label="Forward" disabled={index >= furthest()} onClick={() => history.forward()}>
        <IconArrowRight size={18} stroke={1.5} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** Files of the workspace that don't validate; Home names them. */
function Problems() {
  const problems = useWorkspace()?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (problems.length === 0) return null;
  return (
    <Link href="/" className={classes['problems']}>
      <State state={errors > 0 ? 'broken' : 'warning'}>
        {problems.length}{' '}
        <span className={classes['word']}>{problems.length === 1 ? 'problem' : 'problems'}</span>
      </State>
    </Link>
  );
}

function ZoneBadge() {
  const { zoneNote } = useFormats();
  const workspace = useWorkspace();
  if (workspace === undefined) return null;
  return (
    <span className={classes['zone']}>
      <IconCalendar size={16} stroke={1.5} aria-hidden className={classes['zoneIcon']} />
      <span className={classes['zoneNote']}>{zoneNote}</span>
    </span>
  );
}

const CONNECTION_WORDS: Record<ConnectionState, string> = {
  connecting: 'Connecting',
  open: 'Connected',
  lost: 'Reconnecting',
  refused: 'Signed out',
};

/** Quiet while all is well: the icon with its word in the tooltip; a word of its own when not. */
function ConnectionSign() {
  const state = useConnectionState();
  const word = CONNECTION_WORDS[state];
  const well = state === 'open' || state === 'connecting';
  const Glyph = well ? IconPlugConnected : IconPlugConnectedX;
  return (
    <Tooltip label={`${word} to Leadline`} disabled={!well}>
      <span className={classes['connection']} data-state={state}>
        <Glyph size={18} stroke={1.5} aria-hidden />
        {well ? <VisuallyHidden>{word}</VisuallyHidden> : word}
      </span>
    </Tooltip>
  );
}
