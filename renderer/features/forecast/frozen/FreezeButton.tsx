import { Button } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ForecastAsked } from '../../../../shared/contract/forecast.ts';
import { notifyDone, notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useOutlook } from '../useOutlook.ts';

/** Keeps the forecast as it is, to be held against what comes. */
export default function FreezeButton({ asked }: { asked: ForecastAsked }) {
  const calls = useCalls();
  const queries = useQueryClient();
  const outlook = useOutlook(asked);
  const freeze = useMutation({
    ...calls.forecast.freeze.mutationOptions(),
    onSuccess: ({ id }) => {
      notifyDone(`Frozen as version ${id}.`);
      void queries.invalidateQueries({ queryKey: calls.forecast.versions.key() });
    },
    onError: (error) => notifyFailure(failureOf(error)),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconSnowflake size={16} stroke={1.75} aria-hidden />}
      loading={freeze.isPending}
      disabled={outlook.data === undefined}
      onClick={() => freeze.mutate(asked)}
    >
      Freeze this forecast
    </Button>
  );
}
