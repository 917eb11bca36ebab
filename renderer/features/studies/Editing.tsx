import { Button, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { StudyDetail } from '../../../shared/contract/studies.ts';
import type { StudyName } from '../../../shared/domain/study.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { notifyDone } from '../../app/toasts.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { useConfirm } from '../../ui/Confirm.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import FileChanged from '../../ui/FileChanged.tsx';
import { State } from '../../ui/State.tsx';
import TextEditor from '../../ui/text/TextEditor.tsx';
import type { Loose } from './form/loose.ts';
import StudyForm from './form/StudyForm.tsx';
import { addressOf } from './place.ts';
import classes from './studies.module.css';

/** One draft at a time: what was entered last, as fields or as text. */
type Draft = { readonly value: Loose; readonly over: string } | { readonly text: string };

const PAUSE_MS = 250;
const NO_PROBLEMS: readonly FileProblem[] = [];

/** A study's settings as form and as text, over one draft that is judged while it is written. */
export default function Editing({
  name,
  text,
  value,
  base,
}: {
  name: StudyName;
  text: string;
  value: Loose | null;
  /** What its file says; null while there is none. */
  base: string | null;
}) {
  const calls = useCalls().studies;
  const queries = useQueryClient();
  const confirm = useConfirm();
  const [, go] = useLocation();
  const [draft, setDraft] = useState<Draft>(
    value === null || base !== null ? { text } : { value, over: text },
  );
  /** What the file said when the draft was begun, or kept over it. */
  const [seen, setSeen] = useState(base);
  const [side, setSide] = useState<'form' | 'text'>(value === null ? 'text' : 'form');
  const [asked] = useDebouncedValue(draft, PAUSE_MS);
  const field = useRef<HTMLTextAreaElement>(null);
  const offers = useQuery(calls.offers.queryOptions());
  const check = useQuery({
    ...calls.check.queryOptions({ input: { name, draft: asked } }),
    placeholderData: keepPreviousData,
  });
  const save = useMutation(
    calls.save.mutationOptions({
      async onSuccess(saved: StudyDetail) {
        notifyDone(`${saved.card.file} is saved.`);
        queries.setQueryData(calls.detail.queryKey({ input: { name } }), saved);
        await queries.invalidateQueries({ queryKey: calls.key() });
        go(addressOf({ at: 'study', name, tab: base === null ? 'versions' : 'form' }));
      },
    }),
  );
  const remove = useMutation(
    calls.remove.mutationOptions({
      async onSuccess() {
        await queries.invalidateQueries({ queryKey: calls.key() });
        go(addressOf({ at: 'list' }));
      },
    }),
  );

  const told = check.data;
  const written = 'text' in draft ? draft.text : (told?.text ?? text);
  const shown: Loose | null =
    'value' in draft ? draft.value : (told?.value ?? (draft.text === text ? value : null));
  const problems = told?.problems ?? NO_PROBLEMS;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const changed = seen === null || written !== seen;
  const overtaken = base !== seen;

  function take(now: string | null): void {
    save.reset();
    setSeen(now);
    setDraft({ text: now ?? '' });
  }
  // A file that changed under a draft nobody touched is simply shown as it is now.
  useEffect(() => {
    if (!overtaken || (changed && written !== base)) return;
    setSeen(base);
    setDraft({ text: base ?? '' });
  }, [overtaken, changed, written, base]);
  const file = `studies/${name}.yml`;

  return (
    <div className={classes['parts']}>
      <div className={classes['buttons']}>
        <SegmentedControl
          aria-label="How the study is shown"
          value={side}
          data={[
            { value: 'form', label: 'Form' },
            { value: 'text', label: 'Text' },
          ]}
          onChange={(next) => {
            if (next === 'text') setDraft({ text: written });
            setSide(next === 'text' ? 'text' : 'form');
          }}
        />
        <Button
          loading={save.isPending}
          disabled={!changed || overtaken || errors.length > 0 || asked !== draft}
          onClick={() => save.mutate({ name, draft, expected: seen })}
        >
          Save
        </Button>
        {base !== null && (
          <Button
            variant="default"
            color="red"
            onClick={async () => {
              const yes = await confirm({
                title: `Remove ${name}?`,
                body: `${file} is deleted. What the study found stays in its relations.`,
                confirm: 'Remove',
                danger: true,
              });
              if (yes) remove.mutate({ name });
            }}
          >
            Remove
          </Button>
        )}
      </div>
      {overtaken && changed && base !== null && written !== base && (
        <FileChanged
          file={file}
          text={base}
          onTake={() => take(base)}
          onKeep={() => {
            save.reset();
            setSeen(base);
          }}
        />
      )}
      {save.isError && !overtaken && <FailureNotice failure={failureOf(save.error)} />}
      {remove.isError && <FailureNotice failure={failureOf(remove.error)} />}
      {check.isError && <FailureNotice failure={failureOf(check.error)} />}
      {problems.length > 0 && (
        <ul className={classes['problems']} aria-label="What is wrong with it">
          {problems.map(({ line, column, message, severity }) => (
            <li key={`${line}:${column}:${message}`}>
              <State state={severity === 'error' ? 'broken' : 'warning'}>Line {line}</State> {message}
            </li>
          ))}
        </ul>
      )}
      {side === 'text' && (
        <TextEditor
          text={written}
          file={file}
          problems={problems}
          field={field}
          onChange={(next) => setDraft({ text: next })}
        />
      )}
      {side === 'form' && shown !== null && (
        <StudyForm
          value={shown}
          offers={offers.data ?? []}
          onChange={(next) => setDraft({ value: next, over: 'over' in draft ? draft.over : written })}
        />
      )}
      {side === 'form' && shown === null && (
        <p className={classes['quiet']}>
          The form is here as soon as the text can be read: mend the lines named above under Text.
        </p>
      )}
    </div>
  );
}
