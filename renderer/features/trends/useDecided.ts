import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyDone, notifyFailure } from '../../app/toasts.ts';
import { failureOf, useCalls } from '../../client/client.tsx';

export interface Decided {
  readonly trend: string;
  readonly product?: string;
  readonly at: string;
  /** What it was, as it is told when it is taken back. */
  readonly told: string;
}

/** Decisions of this visit, the newest last, and taking them back one after the other. */
export function useDecided() {
  const calls = useCalls();
  const queries = useQueryClient();
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  const fresh = () => queries.invalidateQueries({ queryKey: calls.trends.key() });
  const takeBack = useMutation(
    calls.trends.takeBack.mutationOptions({
      onError: (error) => notifyFailure(failureOf(error)),
      onSettled: fresh,
    }),
  );
  const last = decided.at(-1);
  return {
    last,
    add: (one: Decided) => {
      setDecided((before) => [...before, one]);
      return fresh();
    },
    undo() {
      if (last === undefined || takeBack.isPending) return;
      setDecided((before) => before.slice(0, -1));
      const { trend, product, at, told } = last;
      takeBack.mutate(
        { trend, ...(product !== undefined && { product }), at },
        { onSuccess: () => notifyDone(`Taken back: ${told}`) },
      );
    },
  };
}
