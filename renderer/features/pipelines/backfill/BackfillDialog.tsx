import { Modal } from '@mantine/core';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';

/** A dialog: intervals of the past run again, tried dry before anything starts. */
export default function BackfillDialog({
  pipeline,
  onClose,
}: {
  pipeline: PipelineName;
  onClose: () => void;
}) {
  return <Modal opened onClose={onClose} title={`Backfill ${pipeline}`} size="xl" />;
}
