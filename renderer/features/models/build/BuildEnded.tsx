import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { BuildEnd, BuildPicture, GraphNode } from '../../../../shared/contract/models.ts';
import { useFormats } from '../../../app/formats.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../models.module.css';
import { checkWords } from './BuildRunning.tsx';
import { endWords } from './endWords.ts';
import Troubles from './Troubles.tsx';

/** What a build came to: what readers see anew, what was kept back and why, and what to do next. */
export default function BuildEnded({
  build,
  end,
  nodes,
  onChoose,
  onPutAway,
}: {
  build: BuildPicture;
  end: BuildEnd;
  nodes: readonly GraphNode[];
  onChoose: (id: string) => void;
  onPutAway: () => void;
}) {
  const formats = useFormats();
  const { state, sentence, next } = endWords(build, end, formats.number);
  const seconds = (Date.parse(end.at) - Date.parse(build.startedAt)) / 1000;
  const check = build.trouble.find(
    ({ kind, status }) => kind === 'test' && (status === 'fail' || status === 'error'),
  );
  return (
    <section className={classes['panelBox']} aria-label="The last build">
      <div className={classes['top']}>
        <div className={classes['row']} role="status">
          <State state={state}>{sentence}</State>
          <span className={classes['quiet']} data-figures>
            {checkWords(build.checks, formats.number)}, in {formats.duration(Math.max(0, seconds))}
          </span>
        </div>
        <Tooltip label="Put away">
          <ActionIcon aria-label="Put the last build away" onClick={onPutAway}>
            <IconX size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {end.failure && <FailureNotice failure={end.failure} />}
      <Troubles trouble={build.trouble} onChoose={onChoose} />
      <Named title="Published" names={end.published} />
      {end.keptBack.length > 0 && (
        <details className={classes['named']}>
          <summary>
            Kept back: {formats.number(end.keptBack.length)}{' '}
            {end.keptBack.length === 1 ? 'relation' : 'relations'}, to be looked at until the next build
          </summary>
          <ul>
            {end.keptBack.map(({ id, name, because }) => (
              <li key={id}>
                <button type="button" className={classes['nodeLink']} onClick={() => onChoose(id)}>
                  {nodes.find((node) => node.id === id)?.name ?? name}
                </button>{' '}
                <span className={classes['quiet']}>because of {because.name}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {next !== null && <p>{next}</p>}
      {check !== undefined && (
        <div className={classes['row']}>
          <Button component={Link} variant="default" href={`/quality#check=${encodeURIComponent(check.id)}`}>
            See the rows that speak against it
          </Button>
        </div>
      )}
    </section>
  );
}

function Named({ title, names }: { title: string; names: readonly string[] }) {
  const { number } = useFormats();
  if (names.length === 0) return null;
  return (
    <details className={classes['named']}>
      <summary>
        {title}: {number(names.length)} {names.length === 1 ? 'relation' : 'relations'}
      </summary>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
