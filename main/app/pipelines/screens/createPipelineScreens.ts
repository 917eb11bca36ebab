import { DEFAULT_ALERTS } from '../../../../shared/domain/pipeline/alertSettings.ts';
import { readAlerts } from '../alerts/alertFiles.ts';
import { type AlertParts, alertAnswers } from './alertAnswers.ts';
import { backfillAnswers } from './backfillAnswers.ts';
import { type EditorParts, editorAnswers } from './editorAnswers.ts';
import { pipelineDeeds } from './pipelineDeeds.ts';
import { pipelineReads } from './pipelineReads.ts';
import type { PipelineScreens } from './pipelineScreens.ts';
import { runReads } from './runReads.ts';

export type PipelineScreensOptions = Omit<EditorParts & AlertParts, 'alertSettings'>;

/** What the screen Pipelines asks of the open workspace. */
export function createPipelineScreens(options: PipelineScreensOptions): PipelineScreens {
  const parts = {
    ...options,
    async alertSettings() {
      const workspace = options.workspace();
      const written = workspace === null ? null : await readAlerts(workspace.folder);
      return written?.settings ?? DEFAULT_ALERTS;
    },
  };
  const reads = pipelineReads(parts);
  return {
    ...reads,
    ...editorAnswers(parts, reads.detail),
    ...pipelineDeeds(parts),
    ...runReads(parts),
    ...backfillAnswers(parts),
    ...alertAnswers(parts),
    watch: (signal) => parts.pipelines.watch(signal),
  };
}
