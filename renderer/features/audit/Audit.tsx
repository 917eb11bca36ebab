import { IconZoomCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useNavigation } from '../../app/navigation.tsx';
import { useCalls, useWorkspace } from '../../client/client.tsx';
import { useFresh } from '../../client/useFresh.ts';
import DropZone from '../../ui/drop/DropZone.tsx';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import AuditPage from './AuditPage.tsx';
import { addressOf, arrivalOf, placeAt } from './place.ts';

/** Workbooks that prove themselves: made, kept account of, and taken back with what a reviewer wrote. */
export default function Audit() {
  const workspace = useWorkspace();
  const [, go] = useLocation();
  const place = placeAt(useLocationProperty(() => location.hash));
  const { audit } = useCalls();
  useFresh(audit.history.key(), audit.latest.key(), audit.estimate.key(), audit.offers.key());
  useKeyboardAtHeading(arrivalOf(place));
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Audit" icon={IconZoomCheck}>
        What can be audited are the figures of a workspace.
      </NoWorkspace>
    );
  return (
    <DropZone
      onPaths={([path]) => path !== undefined && go(addressOf({ at: 'file', path }))}
      key={workspace.path}
    >
      <AuditPage place={place} />
    </DropZone>
  );
}

/** A part of the screen with an address of its own is arrived at like a screen. */
function useKeyboardAtHeading(arrival: string): void {
  const { pane } = useNavigation();
  const shown = useRef(arrival);
  useEffect(() => {
    if (shown.current === arrival) return;
    shown.current = arrival;
    pane.current?.querySelector('h1')?.focus();
    pane.current?.scrollTo({ top: 0 });
  }, [arrival, pane]);
}
