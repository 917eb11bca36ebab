import { Suspense, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { Page } from '../ui/Page.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useEntry, useNavigation } from './navigation.tsx';
import { screenAt } from './routes.ts';

/** The screen at the current address, loaded on demand. */
export function CurrentScreen() {
  const [path] = useLocation();
  const screen = screenAt(path);
  return (
    <ErrorBoundary key={screen?.id ?? path} beside={<Arrival path={path} />}>
      <Suspense fallback={null}>
        {screen === undefined ? <NoScreen /> : <screen.component screen={screen} />}
        <Arrival path={path} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Stands beside the screen, so that it takes effect only when the screen is there. */
function Arrival({ path }: { path: string }) {
  const { arrived } = useNavigation();
  const { index } = useEntry();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry of the same screen is an arrival too
  useEffect(() => arrived(), [arrived, path, index]);
  return null;
}

function NoScreen() {
  return (
    <Page title="No such screen" lead="There is nothing at this address.">
      <p>
        <Link href="/">Go to Home</Link>
      </p>
    </Page>
  );
}
