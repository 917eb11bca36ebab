import { MantineProvider, useMantineColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useSettings } from '../client/client.tsx';
import { keptColorScheme } from './colorScheme.ts';
import { createLook, lookVariables } from './theme.ts';

/** The theme of the page, following the settings wherever they were changed. */
export function Appearance({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [kept] = useState(() => keptColorScheme(window));
  const wished = useSettings()?.motion === 'reduced';
  const system = useReducedMotion();
  const reduced = wished || system;
  const look = useMemo(() => createLook(reduced), [reduced]);
  useEffect(() => {
    document.documentElement.dataset['motion'] = reduced ? 'reduced' : 'full';
  }, [reduced]);
  return (
    <MantineProvider
      theme={look}
      cssVariablesResolver={lookVariables}
      colorSchemeManager={kept}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <FollowTheme />
      {children}
    </MantineProvider>
  );
}

function FollowTheme() {
  const theme = useSettings()?.theme;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const wished = theme === 'system' ? 'auto' : theme;
  useEffect(() => {
    if (wished !== undefined && wished !== colorScheme) setColorScheme(wished);
  }, [wished, colorScheme, setColorScheme]);
  return null;
}
