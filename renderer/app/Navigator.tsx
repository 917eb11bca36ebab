import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { useWorkspace } from '../client/client.tsx';
import { useFormats } from './formats.tsx';
import classes from './Navigator.module.css';
import { SCREENS, screenAt } from './routes.ts';
import type { Screen, ScreenGroup } from './screen.ts';

const GROUPS: readonly ScreenGroup[] = ['Start', 'Data', 'Insight', 'Share', 'Leadline'];

/** The mark and the name; narrow, the mark alone. */
export function Brand({ narrow }: { narrow: boolean }) {
  return (
    <span className={classes['brand']} data-narrow={narrow || undefined}>
      <img src="/icon.svg" alt={narrow ? 'Leadline' : ''} width={24} height={24} />
      {!narrow && 'Leadline'}
    </span>
  );
}

/** The screens by what they are for. Narrow, it shows icons and gives the names in tooltips. */
export function Navigator({
  narrow,
  heading,
  onGo,
}: {
  narrow: boolean;
  heading?: ReactNode;
  onGo?: () => void;
}) {
  const [path] = useLocation();
  const here = screenAt(path)?.id;
  const workspace = useWorkspace();
  return (
    <nav aria-label="Screens" className={classes['navigator']} data-narrow={narrow || undefined}>
      {heading}
      {GROUPS.map((group) => (
        <div key={group} className={classes['group']} data-group={group}>
          {group !== 'Start' && group !== 'Leadline' && <p className={classes['heading']}>{group}</p>}
          <ul className={classes['list']}>
            {SCREENS.filter((screen) => screen.group === group).map((screen) => (
              <li key={screen.id}>
                <Item
                  screen={screen}
                  current={screen.id === here}
                  count={countOf(screen, workspace)}
                  narrow={narrow}
                  {...(onGo === undefined ? {} : { onGo })}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Item({
  screen: { path, label, icon: Glyph },
  current,
  count,
  narrow,
  onGo,
}: {
  screen: Screen;
  current: boolean;
  count: number;
  narrow: boolean;
  onGo?: () => void;
}) {
  const { number } = useFormats();
  return (
    <Tooltip label={label} position="right" disabled={!narrow} openDelay={150}>
      <Link
        href={path}
        onClick={() => onGo?.()}
        className={classes['item']}
        aria-current={current ? 'page' : undefined}
      >
        <Glyph size={18} stroke={1.5} aria-hidden className={classes['icon']} />
        <span className={classes['word']}>{label}</span>
        {count > 0 && (
          <span className={classes['count']} data-figures>
            {number(count)}
          </span>
        )}
      </Link>
    </Tooltip>
  );
}

function countOf({ files }: Screen, workspace: OpenWorkspace | null | undefined): number {
  return files === undefined ? 0 : (workspace?.files[files] ?? 0);
}
