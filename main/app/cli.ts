import { backupCommand } from './cli/backup.ts';
import { doctorCommand } from './cli/doctor.ts';
import { initCommand } from './cli/init.ts';
import { loadCommand } from './cli/load.ts';
import { restoreCommand } from './cli/restore.ts';
import { runCommandLine } from './cli/run.ts';
import { serveCommand } from './cli/serve.ts';
import { sqlCommand } from './cli/sql.ts';
import { tablesCommand } from './cli/tables.ts';
import { createTerminal } from './cli/terminal.ts';
import { vaultCommand } from './cli/vault.ts';
import { verifyCommand } from './cli/verify.ts';

const commands = [
  initCommand,
  serveCommand,
  doctorCommand,
  vaultCommand,
  loadCommand,
  tablesCommand,
  sqlCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
];
const terminal = createTerminal(process.stdin, process.stdout, process.stderr);

process.exitCode = await runCommandLine(process.argv.slice(2), commands, terminal);
