import { Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import HostDialogs from '../features/host/HostDialogs.tsx';
import WorkspaceActions from '../features/workspace/WorkspaceActions.tsx';
import { CommandPalette, usePalette } from './CommandPalette.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { CurrentScreen } from './CurrentScreen.tsx';
import classes from './Frame.module.css';
import { FrameActions } from './FrameActions.tsx';
import { Header } from './Header.tsx';
import { useActionTriggers } from './keyboard.tsx';
import { Brand, Navigator } from './Navigator.tsx';
import { useNavigation } from './navigation.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { ThemeActions } from './ThemeActions.tsx';

const NARROW = '(max-width: 75em)';

/** What stands around every screen. */
export function Frame() {
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const [drawerOpen, drawer] = useDisclosure(false);
  const [sheetOpen, sheet] = useDisclosure(false);
  const palette = usePalette();
  const { pane } = useNavigation();
  useActionTriggers();
  return (
    <div className={classes['frame']}>
      <button type="button" className={classes['skip']} onClick={() => pane.current?.focus()}>
        Skip to the screen
      </button>
      <div className={classes['side']}>
        <Navigator
          narrow={narrow ?? false}
          heading={
            <div className={classes['brand']}>
              <Brand narrow={narrow ?? false} />
            </div>
          }
        />
      </div>
      <Drawer
        opened={drawerOpen}
        onClose={drawer.close}
        size={260}
        title={<Brand narrow={false} />}
        classNames={{ content: classes['drawer'] ?? '', body: classes['drawerBody'] ?? '' }}
      >
        <Navigator narrow={false} onGo={drawer.close} />
      </Drawer>
      <div className={classes['work']}>
        <Header drawerOpen={drawerOpen} onDrawer={drawer.toggle} onPalette={palette[1].open} />
        <ConnectionBanner />
        <main ref={pane} tabIndex={-1} className={classes['pane']}>
          <CurrentScreen />
        </main>
      </div>
      <FrameActions openPalette={palette[1].open} openShortcuts={sheet.open} />
      <ThemeActions />
      <CommandPalette palette={palette} />
      <ShortcutSheet opened={sheetOpen} onClose={sheet.close} />
      <WorkspaceActions />
      <HostDialogs />
    </div>
  );
}
