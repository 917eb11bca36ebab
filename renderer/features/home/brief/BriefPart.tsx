import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Brief } from '../../../../shared/contract/brief.ts';
import type { FileProblem } from '../../../../shared/errors/failure.ts';
import { useFormats } from '../../../app/formats.tsx';
import { AuditThis } from '../../../ui/AuditThis.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import Answers from './Answers.tsx';
import Attention from './attention/Attention.tsx';
import classes from './brief.module.css';
import Changes from './changes/Changes.tsx';
import Directives from './directives/Directives.tsx';
import LiveTrends from './live/LiveTrends.tsx';
import Missing, { Mend } from './Missing.tsx';
import Freshnesses from './sources/Freshnesses.tsx';
import { type MakeBrief, useMakeBrief } from './useMakeBrief.ts';
import type { Reveal } from './useReveal.ts';

/** The brief, in the order it is acted on: what fails, the answer, what changed, what to do, what is live, what came of it. */
export default function BriefPart({
  brief,
  isPending,
  problems,
  reveal,
  onFiles,
}: {
  brief: Brief | undefined;
  isPending: boolean;
  problems: readonly FileProblem[];
  reveal: Reveal;
  onFiles: () => void;
}) {
  const making = useMakeBrief();
  return (
    <>
      <Attention brief={brief} problems={problems} onShow={reveal.show} />
      {isPending && <Waiting>Reading the brief …</Waiting>}
      {brief !== undefined && <Read brief={brief} {...{ making, reveal, onFiles }} />}
    </>
  );
}

function Read({
  brief,
  making,
  reveal,
  onFiles,
}: {
  brief: Brief;
  making: MakeBrief;
  reveal: Reveal;
  onFiles: () => void;
}) {
  const { asOf, live, study, freshness, madeAt, missing } = brief;
  const [first, ...later] = missing;
  const made = madeAt !== null;
  return (
    <>
      {made && <MadeLine brief={brief} making={making} onFiles={onFiles} />}
      {making.failed !== null && (
        <p role="alert" className={classes['failed']}>
          {making.failed.message} {making.failed.next}
        </p>
      )}
      {!made && first !== undefined && (
        <Missing steps={[first, ...later]} making={making} onFiles={onFiles} />
      )}
      <Answers brief={brief} />
      <Changes brief={brief} onShow={reveal.show} />
      {made && asOf !== null && (
        <Directives brief={brief} today={asOf.day} reveal={reveal}>
          <LiveTrends live={live} study={study?.name ?? null} onShow={reveal.show} />
        </Directives>
      )}
      <Freshnesses freshness={freshness} />
    </>
  );
}

/** When the brief was made and whether it still holds, with the one button that makes it anew. */
function MadeLine({
  brief: { madeAt, missing, outdated },
  making,
  onFiles,
}: {
  brief: Brief;
  making: MakeBrief;
  onFiles: () => void;
}) {
  const formats = useFormats();
  const [first] = missing;
  if (madeAt === null) return null;
  return (
    <div className={classes['made']} data-outdated={first !== undefined || outdated.length > 0 || undefined}>
      <p className={classes['told']}>
        {first !== undefined ? (
          <>
            <span className={classes['sentence']}>{first.message}</span> {first.next}
          </>
        ) : (
          <span className={classes['quiet']}>
            Made <time dateTime={madeAt}>{formats.instant(madeAt)}</time>, {formats.ago(madeAt)}.
            {outdated.length > 0 && ` Written anew since then: ${outdated.join(', ')}.`}
          </span>
        )}
      </p>
      {first !== undefined && first.mend !== 'make' ? (
        <Mend step={first} making={making} onFiles={onFiles} />
      ) : (
        <div className={classes['buttons']}>
          <AuditThis subject={{ kind: 'dashboard', name: 'brief' }} of="the brief" />
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden />}
            loading={making.busy}
            onClick={making.begin}
          >
            Make the brief anew
          </Button>
        </div>
      )}
    </div>
  );
}
