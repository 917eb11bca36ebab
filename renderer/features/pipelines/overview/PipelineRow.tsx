import { Anchor, Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { Link } from 'wouter';
import type { PipelineCard } from '../../../../shared/contract/pipelines.ts';
import { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useNavigation } from '../../../app/navigation.tsx';
import { useNear } from '../live/useNear.ts';
import ScheduleSwitch from '../pipeline/ScheduleSwitch.tsx';
import { addressOf } from '../place.ts';
import { capitalised } from '../words/capitalised.ts';
import FileProblems from '../words/FileProblems.tsx';
import { Standing } from '../words/Standing.tsx';
import { HEALTH, RUNS } from '../words/states.ts';
import { When } from '../words/When.tsx';
import classes from './overview.module.css';
import Strip from './Strip.tsx';

/** So far outside the window a row is drawn in full. */
const NEAR = '500px';

/** One pipeline of the list: its name and state wherever it is, all of it where it can be seen. */
export default memo(function PipelineRow({
  card,
  onRun,
  isStarting,
}: {
  card: PipelineCard;
  onRun: (name: PipelineName) => void;
  isStarting: boolean;
}) {
  const row = useRef<HTMLLIElement>(null);
  const { pane } = useNavigation();
  const near = useNear(row, NEAR, pane);
  // A file whose name can't be a pipeline's is listed with that as its problem, and is nowhere to go to.
  const name = PipelineName.safeParse(card.name).data;
  return (
    <li ref={row} className={classes['row']} data-health={card.health}>
      <div className={classes['name']}>
        {name === undefined ? (
          <span className={classes['strong']}>{card.title}</span>
        ) : (
          <Link className={classes['title']} href={addressOf({ at: 'pipeline', name, tab: 'graph' })}>
            {card.title}
          </Link>
        )}
        {near && <Kind card={card} />}
      </div>
      {near ? (
        <Rest name={name} card={card} onRun={onRun} isStarting={isStarting} />
      ) : (
        <span>{HEALTH[card.health].word}</span>
      )}
    </li>
  );
});

function Kind({ card: { schedule, steps } }: { card: PipelineCard }) {
  const { number } = useFormats();
  return (
    <span className={classes['quiet']} data-figures>
      {capitalised(schedule ?? 'started by hand')} · {number(steps)} {steps === 1 ? 'step' : 'steps'}
    </span>
  );
}

function Rest({
  name,
  card,
  onRun,
  isStarting,
}: {
  name: PipelineName | undefined;
  card: PipelineCard;
  onRun: (name: PipelineName) => void;
  isStarting: boolean;
}) {
  const { title, health, told, nextDue, recent, problems } = card;
  const [last] = recent;
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return (
    <>
      <div className={classes['health']}>
        <Standing shown={HEALTH[health]} />
        <span className={classes['quiet']}>{told}</span>
      </div>
      <div className={classes['times']}>
        {nextDue === null ? (
          <span className={classes['quiet']}>No next run planned</span>
        ) : (
          <span>
            <span className={classes['quiet']}>Next</span> <When at={nextDue} exact />
          </span>
        )}
        {last !== undefined && (
          <span>
            <span className={classes['quiet']}>Last</span>{' '}
            <Anchor component={Link} href={addressOf({ at: 'run', id: last.id, step: null })}>
              {RUNS[last.status].word}
            </Anchor>{' '}
            <When at={last.endedAt ?? last.startedAt ?? last.queuedAt} />
          </span>
        )}
      </div>
      <Strip runs={recent} title={title} />
      {name !== undefined && (
        <div className={classes['acts']}>
          <ScheduleSwitch name={name} card={card} />
          <Button
            variant="default"
            size="compact-sm"
            disabled={isBroken}
            loading={isStarting}
            aria-label={`Run now: ${title}`}
            leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
            onClick={() => onRun(name)}
          >
            Run now
          </Button>
        </div>
      )}
      {problems.length > 0 && (
        <div className={classes['problems']}>
          <FileProblems problems={problems} />
        </div>
      )}
    </>
  );
}
