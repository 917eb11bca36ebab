import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { notifyDone } from '../../../app/toasts.ts';
import { useCalls, useWorkspace } from '../../../client/client.tsx';
import { askedOf, type Draft, isChanged, type Side, turned } from './draft.ts';

/** How long a person pauses before what they wrote is looked at. */
const PAUSE = 300;

/** A draft with what its check says of it, and a place where it is kept when its screen is left. */
export function useDraft(first: Draft) {
  const calls = useCalls().pipelines;
  const queries = useQueryClient();
  const kept = useKeptDraft(first);
  const [draft, setDraft] = useState(kept.before ?? first);
  const [problem, setProblem] = useState<unknown>(null);
  const [turning, setTurning] = useState(false);
  kept.latest.current = draft;

  const asked = useMemo(() => askedOf(draft), [draft]);
  const [calm] = useDebouncedValue(asked, PAUSE);
  const last = useRef(calm);
  if (calm !== null) last.current = calm;
  const about = last.current;
  const check = useQuery({
    ...calls.check.queryOptions({ input: { name: draft.name, draft: about ?? { text: draft.text } } }),
    enabled: about !== null,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

  async function turn(side: Side): Promise<void> {
    if (asked === null || side === draft.side) return;
    setTurning(true);
    setProblem(null);
    try {
      const answer = await queries.fetchQuery(
        calls.check.queryOptions({ input: { name: draft.name, draft: asked } }),
      );
      setDraft((now) => (now === draft ? turned(now, side, answer) : now));
    } catch (error) {
      setProblem(error);
    } finally {
      setTurning(false);
    }
  }

  return {
    draft,
    setDraft,
    asked,
    check: check.data,
    /** Why it couldn't be looked at. */
    trouble: problem ?? check.error,
    /** What is shown of it is about an earlier state. */
    behind: asked !== about || check.isPlaceholderData,
    turning,
    turn,
    /** It was left unsaved, and is here again. */
    resumed: kept.before !== undefined,
    forget: kept.forget,
  };
}

/** Leaving by a link, a key or Back loses nothing: the draft waits in this window until it is saved or let go. */
function useKeptDraft(first: Draft) {
  const queries = useQueryClient();
  const path = useWorkspace()?.path ?? '';
  const key = useMemo(() => draftKey(path, first.base === null ? null : first.name), [path, first]);
  const before = useRef(queries.getQueryData<Draft>(key));
  const latest = useRef(first);
  const done = useRef(false);
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (!done.current && isChanged(latest.current)) event.preventDefault();
    };
    addEventListener('beforeunload', leaving);
    return () => {
      removeEventListener('beforeunload', leaving);
      if (done.current || !isChanged(latest.current)) return;
      queries.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
      queries.setQueryData(key, latest.current);
      notifyDone(`${latest.current.name} isn’t saved. What you wrote waits here until you come back to it.`);
    };
  }, [queries, key]);
  return {
    before: before.current,
    latest,
    forget() {
      done.current = true;
      queries.removeQueries({ queryKey: key, exact: true });
    },
  };
}

/** Where a draft waits; a new one has no file yet to be known by. */
export function draftKey(workspace: string, name: PipelineName | null): readonly unknown[] {
  return ['draft of a pipeline', workspace, name];
}
