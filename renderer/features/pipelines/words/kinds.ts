import {
  type Icon,
  IconArrowsExchange,
  IconChartHistogram,
  IconChecklist,
  IconDatabaseImport,
  IconEye,
  IconFileImport,
  IconSchema,
  IconSql,
  IconTags,
  IconTerminal2,
  IconZoomCheck,
} from '@tabler/icons-react';
import type { RunLine, StepCard } from '../../../../shared/contract/pipelines.ts';
import type { StepKind } from '../../../../shared/domain/pipeline/step.ts';

export const STEP_WORDS: Record<StepKind, { word: string; icon: Icon }> = {
  extract: { word: 'Extract', icon: IconDatabaseImport },
  load: { word: 'Load files', icon: IconFileImport },
  build: { word: 'Build', icon: IconSchema },
  study: { word: 'Study', icon: IconChartHistogram },
  brief: { word: 'Brief', icon: IconChecklist },
  sort: { word: 'Sort trends', icon: IconTags },
  sql: { word: 'SQL', icon: IconSql },
  command: { word: 'Command', icon: IconTerminal2 },
  wait: { word: 'Wait', icon: IconEye },
  audit: { word: 'Audit', icon: IconZoomCheck },
  publish: { word: 'Publish', icon: IconArrowsExchange },
};

export const RUN_KINDS: Record<RunLine['kind'], string> = {
  scheduled: 'On schedule',
  manual: 'Started by hand',
  event: 'After new data',
  backfill: 'Backfill',
};

export const TRIGGERS: Record<StepCard['trigger'], string> = {
  all_success: 'Begins when every step it is after has succeeded.',
  none_failed: 'Begins when no step it is after has failed; skipped ones are fine.',
  all_done: 'Begins when every step it is after has ended, whichever way.',
  cleanup: 'Tidies up: begins when every step it is after has ended, also in a cancelled run.',
};
