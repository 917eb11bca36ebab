import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Directive } from '../../../../../shared/contract/brief.ts';
import type { Decision } from '../../../../../shared/domain/directive.ts';
import { notifyFailure } from '../../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../../client/client.tsx';

export type Decide = (id: string, decision: Decision) => void;

/** Decides, and shows the directive as it then stands at once, before the brief is asked for again. */
export function useDecide(onDone: (directive: Directive, decision: Decision) => void): {
  readonly decide: Decide;
  /** The directive that is being decided about. */
  readonly deciding: string | null;
} {
  const calls = useCalls().brief;
  const queries = useQueryClient();
  const mutation = useMutation(
    calls.decide.mutationOptions({
      onSuccess(directive, { decision }) {
        queries.setQueryData(calls.read.queryKey(), (brief) =>
          brief === undefined
            ? brief
            : {
                ...brief,
                directives: brief.directives.map((one) => (one.id === directive.id ? directive : one)),
              },
        );
        onDone(directive, decision);
        return queries.invalidateQueries({ queryKey: calls.key() });
      },
      onError: (error) => notifyFailure(failureOf(error)),
    }),
  );
  return {
    decide: (id, decision) => mutation.mutate({ id, decision }),
    deciding: mutation.isPending ? (mutation.variables?.id ?? null) : null,
  };
}
