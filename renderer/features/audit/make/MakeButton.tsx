import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import { notifyFailure } from '../../../app/toasts.ts';
import { useViewState } from '../../../app/viewState.ts';
import { isRunning } from '../../../app/work.ts';
import { failureOf, useCalls, useClient } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../audit.module.css';
import MakingPackage from './MakingPackage.tsx';
import { suggestedName } from './suggestedName.ts';
import { useStarted } from './useStarted.ts';

/** Where to, and the button; while it is made, how far it is. */
export default function MakeButton({
  subject,
  variant,
  children,
}: {
  subject: AuditSubject;
  variant: AuditVariant;
  /** What it will hold. */
  children: ReactNode;
}) {
  const client = useClient();
  const [to, setTo] = useViewState<string | null>('audit-to', null);
  const [job, begun] = useStarted(subject, variant);
  const place = useRef<HTMLDivElement>(null);
  const make = useMutation(
    useCalls().audit.make.mutationOptions({
      onSuccess({ job: id }) {
        begun(id);
        // The button gives way to the progress: the keyboard stays where both are.
        place.current?.focus();
      },
    }),
  );

  async function browse(): Promise<void> {
    try {
      const { path } = await client.host.pickSavePath({
        title: 'Save the audit package as',
        suggestedName: suggestedName(subject, variant),
      });
      if (path !== null) setTo(path);
    } catch (error) {
      notifyFailure(failureOf(error));
    }
  }

  const running = job !== undefined && isRunning(job);
  return (
    <div ref={place} tabIndex={-1} className={classes['place']}>
      {running ? (
        <MakingPackage job={job} />
      ) : (
        <Section title="The workbook">
          <div className={classes['box']}>
            {children}
            <div className={classes['bar']}>
              <span className={classes['words']}>
                {to === null ? (
                  <span>
                    It goes to <code className={classes['code']}>.leadline/exports</code> of this workspace.
                  </span>
                ) : (
                  <span>
                    It goes to <code className={classes['code']}>{to}</code>
                  </span>
                )}
              </span>
              <Button variant="default" size="compact-sm" onClick={() => void browse()}>
                Save elsewhere…
              </Button>
              {to !== null && (
                <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setTo(null)}>
                  To the exports as usual
                </Button>
              )}
            </div>
            <div>
              <Button
                loading={make.isPending}
                onClick={() => make.mutate({ subject, variant, ...(to !== null && { to }) })}
              >
                Make the workbook
              </Button>
            </div>
            {make.isError && <FailureNotice failure={failureOf(make.error)} />}
            {job?.status === 'failed' && (
              <FailureNotice
                failure={{ code: 'RUN_NOT_POSSIBLE', retry: true, message: job.message, next: job.next }}
              />
            )}
            <div role="status">
              {job?.status === 'cancelled' && (
                <State state="idle">Stopped: nothing was kept, and no file is left.</State>
              )}
              {job?.status === 'done' && <State state="ok">Made: what was verified stands below.</State>}
            </div>
          </div>
        </Section>
      )}
    </div>
  );
}
