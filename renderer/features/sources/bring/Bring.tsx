import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { SourceName } from '../../../../shared/contract/sources.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { addressOf } from '../place.ts';
import classes from '../sources.module.css';
import { nameFrom } from './nameFrom.ts';
import Report from './Report.tsx';

/** A connector that somebody else wrote: read, told what of it runs, and only then kept. */
export default function Bring() {
  const calls = useCalls().sources;
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const [id, setId] = useState('');
  const name = SourceName.safeParse(id.trim());
  const report = useMutation(
    calls.report.mutationOptions({ onSuccess: ({ title }) => setId((given) => given || nameFrom(title)) }),
  );
  const bring = useMutation(
    calls.bring.mutationOptions({
      async onSuccess({ id: kept }) {
        await queries.invalidateQueries({ queryKey: calls.key() });
        go(addressOf({ at: 'connect', connector: kept }));
      },
    }),
  );
  const change = (written: string) => {
    setText(written);
    report.reset();
    bring.reset();
  };
  return (
    <Page
      title="Bring your own connector"
      lead="A declarative connector file that you wrote or were given. It is read as data, never run as a program."
      actions={
        <Button variant="default" onClick={() => go(addressOf({ at: 'gallery' }))}>
          All connectors
        </Button>
      }
    >
      <Section
        title="The connector file"
        description="Paste it here or take it from a file. Nothing is kept before you see what of it runs."
        actions={
          <FileButton accept=".yml,.yaml" onChange={(file) => void file?.text().then(change)}>
            {(props) => (
              <Button variant="default" {...props}>
                From a file…
              </Button>
            )}
          </FileButton>
        }
      >
        <Textarea
          label="YAML"
          autosize
          minRows={8}
          maxRows={20}
          spellCheck={false}
          value={text}
          classNames={{ input: classes['record'] ?? '' }}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <div className={classes['buttons']}>
          <Button
            disabled={text.trim() === ''}
            loading={report.isPending}
            onClick={() => report.mutate({ text })}
          >
            What of it runs?
          </Button>
        </div>
        {report.isError && <FailureNotice failure={failureOf(report.error)} />}
      </Section>
      {report.data && (
        <>
          <Report connector={report.data} />
          <form
            noValidate
            className={classes['keep']}
            onSubmit={(event) => {
              event.preventDefault();
              if (name.success) bring.mutate({ id: name.data, text });
            }}
          >
            <TextInput
              label="Keep it as"
              description="Names its file in connectors/ of the workspace."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={id}
              error={
                id !== '' && !name.success
                  ? 'Use lower-case letters, digits, dashes and underscores.'
                  : undefined
              }
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setId(event.currentTarget.value)}
            />
            <Button type="submit" disabled={!name.success} loading={bring.isPending}>
              Keep and connect
            </Button>
          </form>
          {bring.isError && <FailureNotice failure={failureOf(bring.error)} />}
        </>
      )}
    </Page>
  );
}
