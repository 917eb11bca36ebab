import { Anchor, Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Brief, BriefChange } from '../../../../../shared/contract/brief.ts';
import { useFormats } from '../../../../app/formats.tsx';
import { notifyDone, notifyFailure } from '../../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../../client/client.tsx';
import { Section } from '../../../../ui/Section.tsx';
import { State } from '../../../../ui/State.tsx';
import classes from '../brief.module.css';
import { changeAddress } from '../links.ts';
import { useFew } from '../useFew.tsx';
import { directiveElement } from '../useReveal.ts';
import { headline } from '../words.ts';
import { CHANGES, linkWords } from './changeKinds.ts';

/** What is different from the last visit. It stays until the person says that it was seen: looking away loses nothing. */
export default function Changes({ brief, onShow }: { brief: Brief; onShow: (id: string) => void }) {
  const { changes, changesTotal, lastVisit, madeAt } = brief;
  const formats = useFormats();
  const { shown, more } = useFew(changes);
  if (madeAt === null && changes.length === 0) return null;
  const since =
    lastVisit === null
      ? 'Nothing was marked as seen yet, so this is what is there.'
      : `Since ${formats.instant(lastVisit)}, the weightiest first.`;
  return (
    <Section
      title={lastVisit === null ? 'What is new' : 'What changed since your last visit'}
      description={since}
      actions={changes.length > 0 && <SeenButton />}
    >
      {changes.length === 0 ? (
        <p className={classes['quiet']}>
          Nothing: every finding, directive, check and source stands as you left it.
        </p>
      ) : (
        <ul className={classes['lines']}>
          {shown.map((change) => (
            <li key={`${change.kind} ${change.subject} ${change.sentence}`} className={classes['line']}>
              <Change change={change} brief={brief} onShow={onShow} />
            </li>
          ))}
        </ul>
      )}
      {more}
      {changesTotal > changes.length && (
        <p className={classes['quiet']}>
          The first {formats.number(changes.length)} of {formats.number(changesTotal)} are listed.
        </p>
      )}
    </Section>
  );
}

function Change({
  change,
  brief: { study, freshness, directives },
  onShow,
}: {
  change: BriefChange;
  brief: Brief;
  onShow: (id: string) => void;
}) {
  const formats = useFormats();
  const { kind, at, subject } = change;
  // Why stands with the directive itself.
  const sentence = kind === 'new directive' ? headline(change.sentence).head : change.sentence;
  const { state, icon, word } = CHANGES[kind];
  const isDirective =
    (kind === 'new directive' || kind === 'directive judged') &&
    subject !== null &&
    directives.some(({ id }) => id === subject);
  const address = changeAddress(change, study?.name ?? null, freshness);
  const link = linkWords(kind);
  return (
    <>
      <State state={state} icon={icon}>
        {word}
      </State>
      <span className={classes['told']}>
        {sentence}
        {at !== null && (
          <>
            {' '}
            <time dateTime={at} title={formats.instant(at)} className={classes['quiet']}>
              {formats.ago(at)}
            </time>
          </>
        )}
      </span>
      {isDirective ? (
        <Anchor component="button" type="button" onClick={() => onShow(directiveElement(subject))}>
          {link}
          <span className={classes['spoken']}>: {sentence}</span>
        </Anchor>
      ) : (
        address !== null && (
          <Anchor component={Link} href={address}>
            {link}
            <span className={classes['spoken']}>: {sentence}</span>
          </Anchor>
        )
      )}
    </>
  );
}

function SeenButton() {
  const calls = useCalls().brief;
  const queries = useQueryClient();
  const seen = useMutation(
    calls.seen.mutationOptions({
      async onSuccess() {
        await queries.invalidateQueries({ queryKey: calls.key() });
        notifyDone('Marked as seen. What changes from now on is new.');
      },
      onError: (error) => notifyFailure(failureOf(error)),
    }),
  );
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconChecks size={14} stroke={1.75} aria-hidden />}
      loading={seen.isPending}
      onClick={() => seen.mutate(undefined)}
    >
      Mark all as seen
    </Button>
  );
}
