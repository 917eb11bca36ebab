import { Button, Tabs } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FileProblem } from '../../../../shared/errors/failure.ts';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useConfirm } from '../../../ui/Confirm.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import FileChanged from '../../../ui/FileChanged.tsx';
import { Page } from '../../../ui/Page.tsx';
import TextEditor from '../../../ui/text/TextEditor.tsx';
import { type Draft, draftOfFile, entered, isChanged, overFile, type Side, typed } from './draft.ts';
import classes from './editor.module.css';
import FormOfText from './FormOfText.tsx';
import { faultsOf } from './faults.ts';
import PipelineForm from './form/PipelineForm.tsx';
import { focusField, focusLine } from './jump.ts';
import { type Loose, textOf } from './loose.ts';
import type { Offers } from './offers.ts';
import type { PipelineEditorProps } from './PipelineEditor.tsx';
import Preview from './Preview.tsx';
import ProblemList from './ProblemList.tsx';
import RemoveButton from './RemoveButton.tsx';
import { stepsOf } from './steps/stepList.ts';
import { type Told, toldOfForm } from './told.ts';
import { useDraft } from './useDraft.ts';
import { useTold } from './useTold.ts';

const NO_PROBLEMS: readonly FileProblem[] = [];
const NOTHING: Readonly<Record<string, string>> = {};

/** Form and text over one draft. */
export default function Editing({
  first,
  offers,
  onSaved,
  onCancel,
  onRemoved = onCancel,
}: Omit<PipelineEditorProps, 'name'> & { first: Draft; offers: Offers }) {
  const calls = useCalls().pipelines;
  const queries = useQueryClient();
  const confirm = useConfirm();
  const { draft, setDraft, asked, check, trouble, behind, turning, turn, resumed, forget } = useDraft(first);
  const [tried, setTried] = useState(false);
  const [openStep, setOpenStep] = useState<number | null>(null);
  const [jump, setJump] = useState<Told | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const { name, base, side, value } = draft;
  const file = `pipelines/${name}.yml`;
  const isNew = base === null;
  const there = useQuery({
    ...calls.detail.queryOptions({ input: { pipeline: name } }),
    enabled: !isNew,
  }).data;
  const changed = isChanged(draft);

  // A file that changed under a draft nobody touched is simply shown as it is now.
  useEffect(() => {
    if (there !== undefined && base !== null && there.text !== base && !changed) setDraft(draftOfFile(there));
  }, [there, base, changed, setDraft]);

  const { faults, told } = useTold({ draft, asked, check, behind, tried });
  const save = useMutation(
    calls.save.mutationOptions({
      async onSuccess(saved) {
        forget();
        notifyDone(`${file} is saved.`);
        queries.setQueryData(calls.detail.queryKey({ input: { pipeline: name } }), saved);
        await queries.invalidateQueries({ queryKey: calls.key() });
        onSaved(name);
      },
      // Whether it was refused because the file changed is seen by looking at it.
      onError: () => queries.invalidateQueries({ queryKey: calls.detail.key() }),
    }),
  );

  function notReady(): boolean {
    if (asked !== null) return false;
    setTried(true);
    const [one] = value === null ? [] : toldOfForm(value, faultsOf(value));
    if (one !== undefined) goTo(one);
    return true;
  }
  function goTo(one: Told): void {
    const step = /^steps\.(\d+)/.exec(one.path)?.[1];
    if (side === 'form' && step !== undefined) setOpenStep(Number(step));
    setJump(one);
  }
  useEffect(() => {
    if (jump === null) return;
    if (side === 'text') focusLine(area.current, jump.line ?? 1);
    else focusField(frame.current, jump.path);
    setJump(null);
  }, [jump, side]);

  async function leave(): Promise<void> {
    const lost = isNew ? stepsOf(value ?? NOTHING).length > 0 : changed;
    const yes =
      !lost ||
      (await confirm({
        title: isNew ? `Drop ${name}?` : 'Drop your changes?',
        body: isNew
          ? 'It isn’t saved: there is no file of it yet.'
          : `What you changed here isn’t saved. ${file} stays as it is.`,
        confirm: 'Drop',
        danger: true,
      }));
    if (!yes) return;
    forget();
    onCancel();
  }

  // While the text has errors, the graph is of what could last be read.
  const [read, setRead] = useState<readonly Loose[]>([]);
  const shown = value ?? check?.value ?? null;
  useEffect(() => {
    if (shown !== null) setRead(stepsOf(shown));
  }, [shown]);
  const steps = shown === null ? read : stepsOf(shown);
  const wrong = useMemo(
    () =>
      new Set(
        told.flatMap(({ path, severity }) => {
          const step = steps[Number(/^steps\.(\d+)/.exec(path)?.[1])];
          return severity === 'error' && step !== undefined ? [textOf(step, 'name')] : [];
        }),
      ),
    [told, steps],
  );
  const open = openStep === null ? undefined : steps[openStep];

  return (
    <Page
      wide
      title={isNew ? `New pipeline ${name}` : `Change ${name}`}
      lead={<code className={classes['mono']}>{file}</code>}
      actions={
        <>
          {!isNew && (
            <RemoveButton
              name={name}
              onRemoved={() => {
                forget();
                onRemoved();
              }}
            />
          )}
          <Button variant="default" onClick={() => void leave()}>
            {changed ? 'Cancel' : 'Close'}
          </Button>
          <Button
            loading={save.isPending}
            disabled={!changed}
            onClick={() => {
              if (!notReady() && asked !== null) save.mutate({ name, draft: asked, expected: base });
            }}
          >
            Save
          </Button>
        </>
      }
    >
      {resumed && (
        <p role="status" className={classes['quiet']}>
          You left this without saving it: here it is as you left it.
        </p>
      )}
      {there !== undefined && base !== null && there.text !== base && changed ? (
        <FileChanged
          file={file}
          text={there.text}
          onTake={() => {
            save.reset();
            setDraft(draftOfFile(there));
          }}
          onKeep={() => {
            save.reset();
            setDraft(overFile(draft, there.text));
          }}
        />
      ) : (
        save.isError && <FailureNotice failure={failureOf(save.error)} />
      )}
      {trouble !== null && <FailureNotice failure={failureOf(trouble)} />}
      <div className={classes['sides']}>
        <Tabs
          ref={frame}
          value={side}
          keepMounted={false}
          className={classes['work']}
          onChange={(next) => {
            if (next !== null && !turning && !notReady()) void turn(next as Side);
          }}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="form">Form</Tabs.Tab>
            <Tabs.Tab value="text">Text</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="form">
            {value === null ? (
              <FormOfText
                file={file}
                told={told}
                onGo={async (one) => {
                  await turn('text');
                  setJump(one);
                }}
              />
            ) : (
              <PipelineForm
                value={value}
                faults={faults}
                offers={offers}
                words={check?.schedule ?? null}
                openStep={openStep}
                onOpenStep={setOpenStep}
                onChange={(next) => setDraft(entered(draft, next))}
              />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="text">
            <TextEditor
              text={draft.text}
              file={file}
              problems={check?.problems ?? NO_PROBLEMS}
              field={area}
              onChange={(text) => setDraft(typed(draft, text))}
            />
          </Tabs.Panel>
        </Tabs>
        <div className={classes['beside']}>
          {told.length > 0 && !(side === 'form' && value === null) && (
            <ProblemList told={told} onJump={goTo} />
          )}
          <Preview
            steps={steps}
            looked={asked === null ? null : check}
            wrong={wrong}
            chosen={open === undefined ? null : textOf(open, 'name')}
            onChoose={(step) => {
              const at = steps.findIndex((one) => textOf(one, 'name') === step);
              if (side === 'form' && at !== -1)
                goTo({ path: `steps.${at}`, line: null, place: '', message: '', severity: 'error' });
            }}
          />
        </div>
      </div>
    </Page>
  );
}
