import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { Page } from '../../../ui/Page.tsx';

export interface PipelineEditorProps {
  /** Null: a new one. */
  readonly name: string | null;
  readonly onSaved: (name: PipelineName) => void;
  readonly onCancel: () => void;
  /** After its file is gone; left out: as cancelled. */
  readonly onRemoved?: () => void;
}

/** A page of its own: a pipeline as form and as text, over one draft. */
export default function PipelineEditor({ name }: PipelineEditorProps) {
  return <Page title={name === null ? 'New pipeline' : `Change ${name}`} wide />;
}
