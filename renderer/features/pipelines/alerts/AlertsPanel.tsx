import { Page } from '../../../ui/Page.tsx';

/** A page of its own: the ways alerts go out, when, and what became of each. */
export default function AlertsPanel() {
  return <Page title="Alerts" />;
}
