import { useState } from 'react';
import type { HostRequest } from '../../../shared/contract/host.ts';
import { notifyFailure } from '../../app/toasts.ts';
import { failureOf, useClient, useFollow } from '../../client/client.tsx';
import { tellPerson } from './tellPerson.ts';

export type Question = Exclude<HostRequest, { kind: 'notify' | 'withdrawn' }>;
export type PathQuestion = Exclude<Question, { kind: 'confirmLink' }>;
export type Answer = (value: string | null) => void;

/** The oldest question the core waits for, and the way to answer it. */
export function useQuestions(): { question: Question | undefined; answer: Answer } {
  const client = useClient();
  const [waiting, setWaiting] = useState<readonly Question[]>([]);
  const [question] = waiting;

  useFollow(
    (core, signal) => {
      // Every new stream starts with all questions still open: what was asked before is repeated or gone.
      setWaiting([]);
      return core.host.requests(undefined, { signal });
    },
    (request) => {
      if (request.kind === 'notify') tellPerson(request);
      else
        setWaiting((before) => {
          const others = before.filter(({ id }) => id !== request.id);
          return request.kind === 'withdrawn' ? others : [...others, request];
        });
    },
  );

  function answer(value: string | null): void {
    if (question === undefined) return;
    setWaiting((before) => before.filter(({ id }) => id !== question.id));
    client.host.answer({ id: question.id, value }).catch((error: unknown) => notifyFailure(failureOf(error)));
  }

  return { question, answer };
}
