import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { useCalls } from '../../../client/client.tsx';
import { Page } from '../../../ui/Page.tsx';
import classes from './editor.module.css';
import { STARTING_POINTS, type StartingPoint } from './startingPoints.ts';

/** Its name and what it begins with. No file is made before it is saved. */
export default function NewPipeline({
  onBegin,
  onCancel,
}: {
  onBegin: (name: PipelineName, point: StartingPoint) => void;
  onCancel: () => void;
}) {
  const taken = useQuery(useCalls().pipelines.list.queryOptions()).data?.pipelines;
  const [text, setText] = useState('');
  const [point, setPoint] = useState<StartingPoint>('daily');
  const [tried, setTried] = useState(false);
  const parsed = PipelineName.safeParse(text.trim());
  const fault = faultOf(parsed, taken?.some(({ name }) => name === text.trim()) ?? false);
  return (
    <Page title="New pipeline" lead="A graph of steps, on a schedule or started by hand.">
      <form
        noValidate
        className={classes['new']}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (parsed.success && fault === undefined) onBegin(parsed.data, point);
        }}
      >
        <TextInput
          label="Name"
          description={
            parsed.success ? `Its file is pipelines/${parsed.data}.yml.` : 'Names its file, like daily.'
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={text}
          error={tried ? fault : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Radio.Group label="Begin with" value={point} onChange={(next) => setPoint(next as StartingPoint)}>
          <Stack gap="sm" mt="xs">
            {(Object.keys(STARTING_POINTS) as StartingPoint[]).map((one) => (
              <Radio
                key={one}
                value={one}
                label={STARTING_POINTS[one].title}
                description={STARTING_POINTS[one].means}
              />
            ))}
          </Stack>
        </Radio.Group>
        <div className={classes['buttons']}>
          <Button type="submit">Begin</Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
    </Page>
  );
}

function faultOf(parsed: ReturnType<typeof PipelineName.safeParse>, isTaken: boolean): string | undefined {
  if (isTaken) return 'A pipeline of this name is there already.';
  const rule = parsed.error?.issues[0]?.message;
  return rule === undefined ? undefined : `${rule.charAt(0).toUpperCase()}${rule.slice(1)}.`;
}
