import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { failureOf } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { State } from '../../../ui/State.tsx';
import { addressOf } from '../place.ts';
import classes from './alerts.module.css';
import Channels from './Channels.tsx';
import Deliveries from './Deliveries.tsx';
import { useAlerts } from './useAlerts.ts';
import WhenAndWhat from './WhenAndWhat.tsx';

/** A page of its own: the ways alerts go out, when, and what became of each. */
export default function AlertsPanel() {
  const alerts = useAlerts();
  return (
    <Page
      title="Alerts"
      lead="How you hear of what a pipeline did while nobody looked."
      actions={
        <Button component={Link} variant="default" href={addressOf({ at: 'overview' })}>
          All pipelines
        </Button>
      }
    >
      {alerts.isError && (
        <FailureNotice failure={failureOf(alerts.error)} retry={() => void alerts.refetch()} />
      )}
      {alerts.data !== undefined && (
        <>
          {alerts.data.problems.length > 0 && (
            <ul className={classes['channels']} aria-label="Problems of alerts.yml">
              {alerts.data.problems.map(({ file, line, message, severity }) => (
                <li key={`${line} ${message}`}>
                  <State state={severity === 'error' ? 'broken' : 'warning'}>
                    {file}, line {line}
                  </State>{' '}
                  {message}
                </li>
              ))}
            </ul>
          )}
          <Channels form={alerts.data.form} secrets={alerts.data.secrets} />
          <WhenAndWhat form={alerts.data.form} hasAddress={alerts.data.heartbeatAddress} />
        </>
      )}
      <Deliveries />
    </Page>
  );
}
