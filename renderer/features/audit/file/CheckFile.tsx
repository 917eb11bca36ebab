import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../audit.module.css';
import TickList from '../TickList.tsx';
import ChooseFile from './ChooseFile.tsx';
import Review from './Review.tsx';

/** A file that was dropped or named: whether it is one of ours and as it was written, and what a reviewer wrote into it. */
export default function CheckFile({ path }: { path: string | null }) {
  // A reviewer may save the same file again: it is then looked at anew.
  const [looks, setLooks] = useState(0);
  return (
    <>
      <ChooseFile path={path} onAgain={() => setLooks(looks + 1)} />
      {path !== null && <Looked key={looks} path={path} />}
    </>
  );
}

function Looked({ path }: { path: string }) {
  // The file may be another by the next look: what was told of it is never kept.
  const looked = useQuery({
    ...useCalls().audit.verify.queryOptions({ input: { path } }),
    gcTime: 0,
    staleTime: 0,
  });
  if (looked.isError)
    return <FailureNotice failure={failureOf(looked.error)} retry={() => void looked.refetch()} />;
  if (looked.data === undefined) return <Waiting>Reading every cell of the file…</Waiting>;
  const { package: made, ticks } = looked.data;
  const broken = ticks.some(({ is }) => is === 'failed');
  return (
    <>
      <Section title={made?.title ?? 'Not a package of this workspace'}>
        <div className={classes['box']}>
          <div role="status">
            {made === null ? (
              <State state="warning">This workspace has no record of having made this file.</State>
            ) : broken ? (
              <State state="warning">
                It is a package of this workspace, and was saved again since it was written: what differs
                stands below.
              </State>
            ) : (
              <State state="ok">It is a package of this workspace, and as it was written.</State>
            )}
          </div>
        </div>
      </Section>
      {made !== null && <Review path={path} />}
      {ticks.length > 0 && (
        <Section title="What was compared">
          <div className={classes['box']}>
            <TickList ticks={ticks} label="What was compared" />
          </div>
        </Section>
      )}
    </>
  );
}
