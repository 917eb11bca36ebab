import { Button, Select } from '@mantine/core';
import { IconArrowsDiff, IconMicroscope } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangedFinding, VersionLine } from '../../../shared/contract/studies.ts';
import type { StudyName } from '../../../shared/domain/study.ts';
import { useFormats } from '../../app/formats.tsx';
import { failureOf, useCalls } from '../../client/client.tsx';
import { AuditThis } from '../../ui/AuditThis.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { countsInWords } from './counts.ts';
import RunStudy from './RunStudy.tsx';
import classes from './studies.module.css';

const SHOWN = 20;

/** Every run is a version: what it was made from, what it found, and how two of them differ. */
export default function Versions({ name, versions }: { name: StudyName; versions: readonly VersionLine[] }) {
  const { number, instant } = useFormats();
  const [all, setAll] = useState(false);
  if (versions.length === 0)
    return (
      <EmptyState icon={IconMicroscope} title="It wasn’t run yet" action={<RunStudy name={name} />}>
        A run compares every pair, writes what it finds, and is kept as a version that later ones can be
        compared with.
      </EmptyState>
    );
  const shown = all ? versions : versions.slice(0, SHOWN);
  return (
    <div className={classes['parts']}>
      <Section
        title="Versions"
        description="Equal digests of settings, data and findings mean: the same, to the last digit."
      >
        <Table
          caption="Versions, the newest first"
          rows={shown}
          rowId={({ version }) => String(version)}
          columns={[
            { id: 'version', title: 'Version', figures: true, cell: ({ version }) => version },
            { id: 'at', title: 'Run at', cell: ({ at }) => instant(at) },
            { id: 'found', title: 'Pairs', cell: ({ counts }) => countsInWords(counts, number) },
            ...(['settings', 'data', 'findings'] as const).map((digest) => ({
              id: digest,
              title: digest.charAt(0).toUpperCase() + digest.slice(1),
              cell: (line: VersionLine) => <code className={classes['digest']}>{line[digest]}</code>,
            })),
            { id: 'program', title: 'Leadline', cell: ({ program }) => program },
          ]}
        />
        {!all && versions.length > SHOWN && (
          <Button variant="default" size="compact-sm" onClick={() => setAll(true)}>
            Show all {number(versions.length)}
          </Button>
        )}
      </Section>
      {versions.length > 1 && <Compare name={name} versions={versions} />}
    </div>
  );
}

function Compare({ name, versions }: { name: StudyName; versions: readonly VersionLine[] }) {
  const [from, setFrom] = useState(String(versions[1]?.version));
  const [to, setTo] = useState(String(versions[0]?.version));
  const input = { name, from: Number(from), to: Number(to) };
  const compared = useQuery({
    ...useCalls().studies.compare.queryOptions({ input }),
    enabled: from !== to,
  });
  const choices = versions.map(({ version }) => String(version));
  return (
    <Section title="What is different between two versions">
      <div className={classes['between']}>
        <Select
          label="From"
          data={choices}
          value={from}
          allowDeselect={false}
          onChange={(v) => v && setFrom(v)}
        />
        <IconArrowsDiff size={18} stroke={1.75} aria-hidden />
        <Select label="To" data={choices} value={to} allowDeselect={false} onChange={(v) => v && setTo(v)} />
      </div>
      {from === to && <p className={classes['quiet']}>Choose two different versions.</p>}
      {compared.isError && <FailureNotice failure={failureOf(compared.error)} />}
      {compared.data !== undefined && from !== to && (
        <>
          <p>{compared.data.told}</p>
          <Changes study={name} title="Appeared" lines={compared.data.appeared} />
          <Changes study={name} title="Vanished" lines={compared.data.vanished} />
          <Changes study={name} title="Changed" lines={compared.data.changed} />
        </>
      )}
    </Section>
  );
}

function Changes({
  study,
  title,
  lines,
}: {
  study: StudyName;
  title: string;
  lines: readonly ChangedFinding[];
}) {
  const { number } = useFormats();
  if (lines.length === 0) return null;
  return (
    <div className={classes['changes']}>
      <h3 className={classes['strong']}>
        {title} ({number(lines.length)})
      </h3>
      <Table
        caption={title}
        rows={lines.slice(0, 200)}
        rowId={({ signal, outcome }) => JSON.stringify([signal, outcome])}
        columns={[
          { id: 'signal', title: 'Signal', cell: ({ signal }) => signal },
          { id: 'outcome', title: 'Outcome', cell: ({ outcome }) => outcome },
          { id: 'was', title: 'Was', cell: ({ was }) => said(was) },
          { id: 'is', title: 'Is', cell: ({ is }) => said(is) },
          {
            ...{ id: 'audit', title: 'Audit', quiet: true },
            cell: ({ signal, outcome, is }) =>
              is !== null && (
                <AuditThis
                  as="link"
                  subject={{ kind: 'finding', study, signal, outcome }}
                  of={`${signal} with ${outcome}`}
                />
              ),
          },
        ]}
      />
    </div>
  );
}

function said(one: ChangedFinding['was']): string {
  if (one === null) return 'no evidence, or not studied';
  return one.lead === null ? one.verdict : `${one.verdict}, lead ${one.lead}`;
}
