import { Anchor, Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { memo } from 'react';
import { Link } from 'wouter';
import type { PipelineCard } from '../../../../shared/contract/pipelines.ts';
import { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { useFormats } from '../../../app/formats.tsx';
import ScheduleSwitch from '../pipeline/ScheduleSwitch.tsx';
import { addressOf } from '../place.ts';
import { capitalised } from '../words/capitalised.ts';
import FileProblems from '../words/FileProblems.tsx';
import { Standing } from '../words/Standing.tsx';
import { HEALTH, RUNS } from '../words/states.ts';
import { When } from '../words/When.tsx';
import classes from './overview.module.css';
import Strip from './Strip.tsx';

/** One pipeline of the list. */
export default memo(function PipelineRow({
  card,
  onRun,
  isStarting,
}: {
  card: PipelineCard;
  onRun: (name: PipelineName) => void;
  isStarting: boolean;
}) {
  const { number } = useFormats();
  const { title, schedule, steps, health, told, nextDue, recent, problems } = card;
  const [last] = recent;
  // A file whose name can't be a pipeline's is listed with that as its problem, and is nowhere to go to.
  const name = PipelineName.safeParse(card.name).data;
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return (
    <li className={classes['row']} data-health={health}>
      <div className={classes['name']}>
        {name === undefined ? (
          <span className={classes['strong']}>{title}</span>
        ) : (
          <Anchor component={Link} href={addressOf({ at: 'pipeline', name, tab: 'graph' })} fw={600}>
            {title}
          </Anchor>
        )}
        <span className={classes['quiet']} data-figures>
          {capitalised(schedule ?? 'started by hand')} · {number(steps)} {steps === 1 ? 'step' : 'steps'}
        </span>
      </div>
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
            aria-label={`Run ${title} now`}
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
    </li>
  );
});
