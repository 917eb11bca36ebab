import { useQuery } from '@tanstack/react-query';
import type { AppInfo } from '../../../shared/contract/app.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Section } from '../../ui/Section.tsx';
import { State } from '../../ui/State.tsx';
import classes from './settings.module.css';

const HOSTS: Record<AppInfo['host'], string> = {
  desktop: 'Desktop window',
  browser: 'Browser on this machine',
  cli: 'Command line',
};

export default function About() {
  const info = useQuery(useCalls().app.info.queryOptions());
  return (
    <>
      {info.data?.notices.map(({ message, next }) => (
        <div key={message} className={classes['panel']}>
          <State state="warning">{message}</State>
          <p>{next}</p>
        </div>
      ))}
      <Section
        title="About"
        actions={info.data && <CopyButton value={textOf(info.data)} label="Copy versions" />}
      >
        {info.isError && <FailureNotice failure={failureOf(info.error)} retry={() => void info.refetch()} />}
        {info.data && (
          <dl className={classes['facts']}>
            {factsOf(info.data).map(([term, text]) => (
              <div key={term} style={{ display: 'contents' }}>
                <dt>{term}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </Section>
      <Section title="Keyboard">
        <p>
          <KeyHint shortcut="Mod+K" /> finds any screen or action, <KeyHint shortcut="?" /> lists every
          shortcut.
        </p>
      </Section>
      <Section title="Licences">
        <p className={classes['quiet']}>
          Leadline is free software under the MIT licence. It stands on open-source packages, each under its
          own licence, which comes with it.
        </p>
      </Section>
    </>
  );
}

function factsOf({ version, host, platform, node, electron }: AppInfo): [string, string][] {
  return [
    ['Leadline', version],
    ['Runs in', HOSTS[host]],
    ['Platform', platform],
    ['Node', node],
    ...(electron === undefined ? [] : [['Electron', electron] satisfies [string, string]]),
  ];
}

function textOf(info: AppInfo): string {
  return factsOf(info)
    .map(([term, text]) => `${term}: ${text}`)
    .join('\n');
}
