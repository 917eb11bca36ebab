import { Anchor, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { CheckDetail, SeenIn } from '../../../../shared/contract/quality.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { Code } from '../../../ui/Code.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Verdict } from '../../../ui/Verdict.tsx';
import { addressOf } from '../place.ts';
import classes from '../quality.module.css';
import Acknowledge from './Acknowledge.tsx';
import AuditChecked from './AuditChecked.tsx';
import History from './History.tsx';
import Neighbours from './Neighbours.tsx';
import Sample from './Sample.tsx';

/** One check: what it says, on which rows, since when, and what depends on what it looks at. */
export default function CheckPage({ id }: { id: string }) {
  const detail = useQuery({
    ...useCalls().quality.check.queryOptions({ input: { id } }),
    placeholderData: (before) => before,
  });
  const back = (
    <Button
      component={Link}
      href={addressOf({ at: 'overview' })}
      variant="default"
      leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />}
    >
      All checks
    </Button>
  );
  if (detail.isError)
    return (
      <Page title="Check" actions={back}>
        <FailureNotice failure={failureOf(detail.error)} retry={() => void detail.refetch()} />
      </Page>
    );
  if (detail.data === undefined) return <Page title="Check" actions={back} />;
  const { check, description, sql } = detail.data;
  return (
    <Page
      title={titleOf(detail.data)}
      lead={description === '' ? undefined : description}
      actions={
        <>
          {check.about !== null && <AuditChecked node={check.about.id} />}
          {back}
        </>
      }
    >
      <Facts detail={detail.data} />
      <Acknowledge check={check} />
      <Sample detail={detail.data} />
      <History history={detail.data.history} name={check.name} />
      {sql !== null && (
        <Section title="Its SQL" description="As it was asked, under the names readers know.">
          <Code label={`SQL of the check ${check.name}`} text={sql} />
        </Section>
      )}
      <Neighbours detail={detail.data} />
    </Page>
  );
}

/** In words where the kind says it, else its own name. */
function titleOf({ check: { kind, column, about, name } }: CheckDetail): string {
  if (kind === 'singular' || kind === 'unit' || about === null) return name;
  return `${kind} on ${about.name}${column === null ? '' : `.${column}`}`;
}

function Facts({ detail: { check, place } }: { detail: CheckDetail }) {
  const formats = useFormats();
  const { status, failures, message, severity, about, last, firstSeen, lastGood } = check;
  return (
    <div className={classes['box']}>
      <div className={classes['row']} role="status">
        <Verdict status={status} />
        {failures !== null && (
          <span data-figures>
            {formats.number(failures)} {failures === 1 ? 'row speaks' : 'rows speak'} against it
          </span>
        )}
        {severity !== null && (
          <span className={classes['quiet']}>
            {severity === 'error' ? 'keeps back what it looks at' : 'only warns'}
          </span>
        )}
      </div>
      {message !== null && <p className={classes['quiet']}>{message}</p>}
      <dl className={classes['facts']}>
        {about !== null && (
          <>
            <dt>Looks at</dt>
            <dd>
              <Anchor component={Link} href={`/models#node=${encodeURIComponent(about.id)}`}>
                {about.name}
              </Anchor>
            </dd>
          </>
        )}
        <dt>Asked last</dt>
        <dd>
          <Seen seen={last} />
        </dd>
        {firstSeen !== null && (
          <>
            <dt>Fails since</dt>
            <dd>
              <Seen seen={firstSeen} />
            </dd>
          </>
        )}
        <dt>Passed last</dt>
        <dd>{lastGood === null ? 'never on record' : <Seen seen={lastGood} />}</dd>
        {place !== null && (
          <>
            <dt>Written in</dt>
            <dd>
              <code className={classes['path']}>{`${place.file}:${place.line}:${place.column}`}</code>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Seen({ seen: { at, build } }: { seen: SeenIn }) {
  const formats = useFormats();
  return (
    <>
      <time dateTime={at}>{formats.instant(at)}</time>{' '}
      <span className={classes['quiet']}>
        {formats.ago(at)}, build {build.slice(0, 8)}
      </span>
    </>
  );
}
