import { auditCommand } from './audit/auditCommand.ts';
import { backfillCommand } from './backfill.ts';
import { backupCommand } from './backup.ts';
import { briefCommand } from './brief/briefCommand.ts';
import { buildCommand } from './build.ts';
import type { Command } from './command.ts';
import { demoCommand } from './demo/demo.ts';
import { doctorCommand } from './doctor.ts';
import { eventsCommand } from './events.ts';
import { extractCommand } from './extract.ts';
import { forecastCommand } from './forecast.ts';
import { initCommand } from './init.ts';
import { lagCommand } from './lag.ts';
import { loadCommand } from './load.ts';
import { logsCommand } from './logs.ts';
import { modelsCommand } from './models.ts';
import { nextCommand } from './nextRuns.ts';
import { restoreCommand } from './restore.ts';
import { runPipelineCommand } from './runPipeline.ts';
import { runsCommand } from './runs.ts';
import { schedulerCommand } from './scheduler.ts';
import { screenCommand } from './screen.ts';
import { serveCommand } from './serve.ts';
import { sourceCommand } from './source.ts';
import { sqlCommand } from './sql.ts';
import { studyCommand } from './study.ts';
import { tablesCommand } from './tables.ts';
import { trendsCommand } from './trends.ts';
import { vaultCommand } from './vault.ts';
import { verifyCommand } from './verify.ts';

/** In the order the overview lists them. */
export const COMMANDS: readonly Command[] = [
  initCommand,
  serveCommand,
  doctorCommand,
  vaultCommand,
  loadCommand,
  sourceCommand,
  extractCommand,
  demoCommand,
  tablesCommand,
  sqlCommand,
  buildCommand,
  modelsCommand,
  runPipelineCommand,
  runsCommand,
  logsCommand,
  backfillCommand,
  nextCommand,
  schedulerCommand,
  lagCommand,
  eventsCommand,
  screenCommand,
  studyCommand,
  briefCommand,
  forecastCommand,
  trendsCommand,
  auditCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
];
