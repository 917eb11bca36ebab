import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useClient } from '../../../client/client.tsx';
import type { LogPlace } from './useLogLength.ts';

const PAGE = 2_000;

/** Takes away all that is shown: the whole log, or the lines that were found. */
export default function CopyLog({ place, total, text }: { place: LogPlace; total: number; text: string }) {
  const client = useClient();
  const copy = useMutation({
    networkMode: 'always',
    async mutationFn() {
      const lines: string[] = [];
      let from = 1;
      while (from <= total) {
        const page = await client.pipelines.log({ ...place, from, take: PAGE, ...(text !== '' && { text }) });
        lines.push(...page.lines.map((line) => `${line.at} ${line.text}`));
        const end = page.lines.at(-1);
        if (end === undefined || page.lines.length < PAGE) break;
        from = end.number + 1;
      }
      await navigator.clipboard.writeText(lines.join('\n'));
    },
    onError: (error) => notifyFailure(failureOf(error)),
  });
  const Glyph = copy.isSuccess ? IconCheck : IconCopy;
  return (
    <Button
      variant="default"
      size="compact-sm"
      disabled={total === 0}
      loading={copy.isPending}
      leftSection={<Glyph size={14} stroke={1.75} aria-hidden />}
      onClick={() => copy.mutate()}
    >
      <span aria-live="polite">
        {copy.isSuccess ? 'Copied' : text === '' ? 'Copy all' : 'Copy what was found'}
      </span>
    </Button>
  );
}
