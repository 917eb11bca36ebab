import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type ConnectorDetail, type SourceDetail, SourceName } from '../../../../shared/contract/sources.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { addressOf } from '../place.ts';
import About from './About.tsx';
import { chosenStreams } from './chosenStreams.ts';
import classes from './connect.module.css';
import { type Answers, entered, faultsOf, firstAnswers } from './form/answers.ts';
import ConfigForm from './form/ConfigForm.tsx';
import { freeName } from './freeName.ts';
import StreamChoice from './StreamChoice.tsx';

/** What a source needs: its name, what its connector asks for, its streams. Saving it asks nobody anything yet. */
export default function Settings({
  connector,
  source,
  taken,
}: {
  connector: ConnectorDetail;
  /** Null: it is new. */
  source: SourceDetail | null;
  taken: readonly string[];
}) {
  const calls = useCalls().sources;
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [name, setName] = useState(source?.name ?? freeName(connector.id, taken));
  const [answers, setAnswers] = useState<Answers>(() => firstAnswers(connector.fields, source));
  const [streams, setStreams] = useState<readonly string[]>(
    source === null ? [] : () => chosenStreams(connector.streamCards, source.streams),
  );
  const [approved, setApproved] = useState(source?.approved ?? false);
  const [tried, setTried] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const kept = source?.kept ?? [];
  const faults = faultsOf(connector.fields, answers, kept);
  const parsed = SourceName.safeParse(name.trim());
  const nameFault = nameFaultOf(
    parsed.error?.issues[0]?.message,
    source === null && taken.includes(name.trim()),
  );
  const needsApproval = connector.terms.approvalNeeded !== null && !approved;
  const save = useMutation(
    calls.save.mutationOptions({
      async onSuccess(saved) {
        await queries.invalidateQueries({ queryKey: calls.key() });
        go(addressOf({ at: 'source', name: saved.name }));
      },
    }),
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!parsed.success || nameFault !== undefined || needsApproval || Object.keys(faults).length > 0) {
      setRefusals(refusals + 1);
      return;
    }
    const { config, secrets } = entered(connector.fields, answers);
    save.mutate({
      name: parsed.data,
      connector: connector.id,
      config: config as never,
      secrets,
      streams: [...streams],
      approved,
    });
  }

  return (
    <Page
      title={source === null ? `Connect ${connector.title}` : `Settings of ${source.name}`}
      lead={connector.summary}
      aside={<About connector={connector} />}
    >
      <form ref={form} noValidate autoComplete="off" className={classes['form']} onSubmit={submit}>
        {connector.help.length > 0 && (
          <Section title={source === null ? 'Before you start' : 'Good to know'}>
            <div className={classes['words']}>
              {connector.help.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </div>
          </Section>
        )}
        <Section
          title="What it needs"
          description="Keys and passwords go to the vault, the rest to a file of the workspace."
        >
          {source === null && (
            <TextInput
              className={classes['name']}
              label="Name"
              description="Names its file, its relations in RAW and its secrets."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={name}
              error={tried ? nameFault : undefined}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <ConfigForm
            fields={connector.fields}
            answers={answers}
            faults={tried ? faults : {}}
            kept={kept}
            onAnswers={setAnswers}
          />
        </Section>
        <StreamChoice connector={connector} chosen={streams} onChosen={setStreams} />
        {connector.terms.approvalNeeded !== null && (
          <Checkbox
            label="I have this approval"
            description={connector.terms.approvalNeeded}
            checked={approved}
            error={
              tried && needsApproval ? 'Without it nothing is read. Ask the vendor for it first.' : undefined
            }
            onChange={(event) => setApproved(event.currentTarget.checked)}
          />
        )}
        {save.isError && <FailureNotice failure={failureOf(save.error)} />}
        <div className={classes['buttons']}>
          <Button type="submit" loading={save.isPending}>
            {source === null ? 'Connect' : 'Save'}
          </Button>
          <Button
            component={Link}
            variant="default"
            href={addressOf(source === null ? { at: 'gallery' } : { at: 'source', name: source.name })}
          >
            Cancel
          </Button>
        </div>
      </form>
    </Page>
  );
}

function nameFaultOf(rule: string | undefined, isTaken: boolean): string | undefined {
  if (isTaken) return 'A source of this name is there already.';
  return rule === undefined ? undefined : `${rule.charAt(0).toUpperCase()}${rule.slice(1)}.`;
}
