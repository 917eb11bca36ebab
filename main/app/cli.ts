import { doctorCommand } from './cli/doctor.ts';
import { initCommand } from './cli/init.ts';
import { runCommandLine } from './cli/run.ts';
import { serveCommand } from './cli/serve.ts';
import { createTerminal } from './cli/terminal.ts';
import { vaultCommand } from './cli/vault.ts';

const commands = [initCommand, serveCommand, doctorCommand, vaultCommand];
const terminal = createTerminal(process.stdin, process.stdout, process.stderr);

process.exitCode = await runCommandLine(process.argv.slice(2), commands, terminal);
