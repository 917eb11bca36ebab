import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { StudyName } from '../../../shared/domain/study.ts';
import { useCalls } from '../../client/client.tsx';
import { Page } from '../../ui/Page.tsx';
import Editing from './Editing.tsx';
import { addressOf } from './place.ts';
import classes from './studies.module.css';

/** What marts of the templates are called; another workspace chooses its own. */
const BEGINNING = {
  signals: { relation: 'analytics.signal_daily', name: 'signal', day: 'day', value: 'value' },
  outcomes: { relation: 'analytics.outcome_daily', name: 'outcome', day: 'day', value: 'value' },
  leads: 30,
  into: 'analytics.finding',
} as const;

/** Its name, then its settings. No file is made before it is saved. */
export default function NewStudy() {
  const taken = useQuery(useCalls().studies.list.queryOptions()).data ?? [];
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [name, setName] = useState<StudyName | null>(null);
  const parsed = StudyName.safeParse(text.trim());
  const fault = taken.some((one) => one.name === text.trim())
    ? 'A study of this name is there already.'
    : parsed.error?.issues[0]?.message;
  const leave = (
    <Button component={Link} href={addressOf({ at: 'list' })} variant="default">
      Cancel
    </Button>
  );
  if (name !== null)
    return (
      <Page wide title={`New study ${name}`} lead={`studies/${name}.yml`} actions={leave}>
        <Editing name={name} text="" value={BEGINNING} base={null} />
      </Page>
    );
  return (
    <Page title="New study" lead="Which signals are compared with which outcomes." actions={leave}>
      <form
        noValidate
        className={classes['side']}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (parsed.success && fault === undefined) setName(parsed.data);
        }}
      >
        <TextInput
          label="Name"
          description={
            parsed.success ? `Its file is studies/${parsed.data}.yml.` : 'Names its file, like spring-trends.'
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={text}
          error={tried ? fault : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes['buttons']}>
          <Button type="submit">Begin</Button>
        </div>
      </form>
    </Page>
  );
}
