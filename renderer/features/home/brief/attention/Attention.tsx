import { Anchor } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'wouter';
import type { Brief, Freshness } from '../../../../../shared/contract/brief.ts';
import type { CheckLine } from '../../../../../shared/contract/quality.ts';
import type { FileProblem } from '../../../../../shared/errors/failure.ts';
import { useFormats } from '../../../../app/formats.tsx';
import { useCalls } from '../../../../client/client.tsx';
import { Section } from '../../../../ui/Section.tsx';
import { State } from '../../../../ui/State.tsx';
import { Verdict } from '../../../../ui/Verdict.tsx';
import classes from '../brief.module.css';
import { checkAddress, freshnessAddress, runAddress } from '../links.ts';
import { useFew } from '../useFew.tsx';
import { PROBLEMS_ELEMENT } from '../useReveal.ts';
import { type AttentionLine, attentionLines, lineKey } from './attentionLines.ts';

/** What fails, before anything that is made from it. Nothing where nothing does. */
export default function Attention({
  brief,
  problems,
  onShow,
}: {
  brief: Brief | undefined;
  problems: readonly FileProblem[];
  onShow: (id: string) => void;
}) {
  const { number } = useFormats();
  const exceptions = useQuery(useCalls().quality.exceptions.queryOptions()).data?.length ?? 0;
  const lines = attentionLines(brief, problems, exceptions);
  const { shown, more } = useFew(lines);
  if (lines.length === 0) return null;
  const hidden = (brief?.failedChecks.total ?? 0) - (brief?.failedChecks.checks.length ?? 0);
  return (
    <Section title="Needs attention">
      <ul className={classes['lines']}>
        {shown.map((line) => (
          <li key={lineKey(line)} className={classes['line']}>
            <Line line={line} onShow={onShow} />
          </li>
        ))}
      </ul>
      {more}
      {hidden > 0 && (
        <Anchor component={Link} href="/quality">
          {number(hidden)} more {hidden === 1 ? 'check speaks' : 'checks speak'} against the data
        </Anchor>
      )}
    </Section>
  );
}

function Line({ line, onShow }: { line: AttentionLine; onShow: (id: string) => void }) {
  switch (line.is) {
    case 'check':
      return <FailedCheck check={line.check} />;
    case 'run':
      return (
        <>
          <State state="broken">Pipeline failed</State>
          <span className={classes['told']}>{line.run.sentence}</span>
          <Anchor component={Link} href={runAddress(line.run.run)}>
            Open the run<span className={classes['spoken']}> of {line.run.pipeline}</span>
          </Anchor>
        </>
      );
    case 'source':
      return (
        <>
          <State state="broken">Failed</State>
          <span className={classes['told']}>{line.source.sentence}</span>
          <Anchor component={Link} href={freshnessAddress(line.source)}>
            {line.source.name}
          </Anchor>
        </>
      );
    case 'exceptions':
      return <Exceptions count={line.count} />;
    case 'waiting':
      return <WaitingSources sources={line.sources} />;
    case 'file':
      return <BrokenFile line={line} onShow={onShow} />;
  }
}

function Exceptions({ count }: { count: number }) {
  const { number } = useFormats();
  return (
    <>
      <State state="warning">Audit</State>
      <span className={classes['told']}>
        {count === 1
          ? 'A reviewer left an exception open'
          : `Reviewers left ${number(count)} exceptions open`}
      </span>
      <Anchor component={Link} href="/quality">
        Open on Quality
      </Anchor>
    </>
  );
}

function FailedCheck({ check }: { check: CheckLine }) {
  const formats = useFormats();
  const { kind, name, about, column, failures, firstSeen } = check;
  const on = [about?.name, column].filter((part) => part !== null && part !== undefined).join('.');
  const title = kind === 'singular' || kind === 'unit' || on === '' ? name : `${kind} on ${on}`;
  const rows =
    failures === null || failures === 0
      ? ''
      : `${formats.number(failures)} ${failures === 1 ? 'row speaks' : 'rows speak'} against it`;
  const since = firstSeen === null ? '' : `since ${formats.instant(firstSeen.at)}`;
  return (
    <>
      <Verdict status={check.status} />
      <span className={classes['told']}>
        Check on {check.layer}: {[rows, since].filter((part) => part !== '').join(', ') || check.message}
      </span>
      <Anchor component={Link} href={checkAddress(check.id)}>
        {title}
      </Anchor>
    </>
  );
}

function BrokenFile({
  line: { file, errors, warnings },
  onShow,
}: {
  line: Extract<AttentionLine, { is: 'file' }>;
  onShow: (id: string) => void;
}) {
  const { number } = useFormats();
  const counted = [
    errors > 0 ? `${number(errors)} ${errors === 1 ? 'error' : 'errors'}` : null,
    warnings > 0 ? `${number(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}` : null,
  ];
  return (
    <>
      <State state={errors > 0 ? 'broken' : 'warning'}>{errors > 0 ? 'Broken file' : 'File warns'}</State>
      <span className={classes['told']}>
        <code className={classes['code']}>{file}</code>{' '}
        {counted.filter((part) => part !== null).join(' and ')}
      </span>
      <Anchor component="button" type="button" onClick={() => onShow(PROBLEMS_ELEMENT)}>
        Show where<span className={classes['spoken']}> in {file}</span>
      </Anchor>
    </>
  );
}

function WaitingSources({ sources }: { sources: readonly Freshness[] }) {
  const { number } = useFormats();
  const many = sources.length > 1;
  return (
    <>
      <State state="warning" icon={IconKey}>
        Waiting
      </State>
      <span className={classes['told']}>
        {many ? `${number(sources.length)} sources wait` : 'A source waits'} for credentials:{' '}
        {sources.map((source, at) => (
          <Fragment key={source.name}>
            {at > 0 && ', '}
            <Anchor component={Link} href={freshnessAddress(source)} underline="always">
              {source.name}
            </Anchor>
          </Fragment>
        ))}
      </span>
    </>
  );
}
