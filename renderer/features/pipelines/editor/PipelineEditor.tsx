import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { failureOf, useCalls, useWorkspace } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { type Draft, draftOfFile, draftOfNew } from './draft.ts';
import Editing from './Editing.tsx';
import NewPipeline from './NewPipeline.tsx';
import { startingValue } from './startingPoints.ts';
import { draftKey } from './useDraft.ts';

export interface PipelineEditorProps {
  /** Null: a new one. */
  readonly name: string | null;
  readonly onSaved: (name: PipelineName) => void;
  readonly onCancel: () => void;
  /** After its file is gone; left out: as cancelled. */
  readonly onRemoved?: () => void;
}

/** A page of its own: a pipeline as form and as text, over one draft. */
export default function PipelineEditor({ name, ...rest }: PipelineEditorProps) {
  return name === null ? <Newly {...rest} /> : <Existing key={name} name={name} {...rest} />;
}

type Rest = Omit<PipelineEditorProps, 'name'>;

function Newly(rest: Rest) {
  const kept = useQueryClient().getQueryData<Draft>(draftKey(useWorkspace()?.path ?? '', null));
  const offers = useQuery(useCalls().pipelines.offers.queryOptions());
  const [first, setFirst] = useState<Draft | null>(kept ?? null);
  if (offers.isError) return <Refused title="New pipeline" query={offers} />;
  if (offers.data === undefined) return <Page title="New pipeline" />;
  if (first !== null) return <Editing first={first} offers={offers.data} {...rest} />;
  const { sources } = offers.data;
  return (
    <NewPipeline
      onBegin={(name, point) => setFirst(draftOfNew(name, startingValue(point, sources)))}
      onCancel={rest.onCancel}
    />
  );
}

function Existing({ name, ...rest }: Rest & { name: string }) {
  const calls = useCalls().pipelines;
  const title = `Change ${name}`;
  const offers = useQuery(calls.offers.queryOptions());
  const detail = useQuery(calls.detail.queryOptions({ input: { pipeline: PipelineName.parse(name) } }));
  const [first, setFirst] = useState<Draft | null>(null);
  if (first === null && detail.data !== undefined) setFirst(draftOfFile(detail.data));
  if (first === null && detail.isError) return <Refused title={title} query={detail} />;
  if (offers.isError && offers.data === undefined) return <Refused title={title} query={offers} />;
  if (first === null || offers.data === undefined) return <Page title={title} wide />;
  return <Editing first={first} offers={offers.data} {...rest} />;
}

function Refused({
  title,
  query,
}: {
  title: string;
  query: { error: unknown; refetch: () => Promise<unknown> };
}) {
  return (
    <Page title={title}>
      <FailureNotice failure={failureOf(query.error)} retry={() => void query.refetch()} />
    </Page>
  );
}
