import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { systemCode } from '../diskFailure.ts';

const run = promisify(execFile);

/** What tells one process from every other, on this machine and elsewhere, even after its number is given out again. */
export interface ProcessFacts {
  readonly pid: number;
  /** When it started, in the system's own words; null where the system doesn't tell. */
  readonly started: string | null;
  readonly bootId: string | null;
  /** The set of process numbers it lives in: containers on one machine have their own. */
  readonly pidSpace: string | null;
  readonly host: string;
  readonly machine: string | null;
}

export async function thisProcess(): Promise<ProcessFacts> {
  const [started, bootId, pidSpace, machine] = await Promise.all([
    startOf(process.pid),
    bootIdentity(),
    process.platform === 'linux' ? readlink('/proc/self/ns/pid').catch(() => null) : null,
    process.platform === 'linux' ? firstLine('/etc/machine-id') : null,
  ]);
  return {
    pid: process.pid,
    started: started === 'none' ? null : started,
    bootId,
    pidSpace,
    host: hostname(),
    machine,
  };
}

/**
 * Whether the process that wrote these facts may still write. Only what is known to be over counts as dead: a machine
 * or a container we can't look into counts as alive.
 */
export async function isAlive(owner: ProcessFacts, me: ProcessFacts): Promise<boolean> {
  const sameBoot = owner.bootId !== null && owner.bootId === me.bootId;
  if (sameBoot && owner.pidSpace !== me.pidSpace) return true;
  if (!sameBoot) {
    const elsewhere = owner.host !== me.host || owner.machine !== me.machine;
    if (elsewhere) return true;
    const restarted = owner.bootId !== null && me.bootId !== null;
    if (restarted) return false;
  }
  const started = await startOf(owner.pid);
  if (started === 'none') return false;
  return started === null || owner.started === null || started === owner.started;
}

/** When the process with this number started; null when the system doesn't tell, 'none' when there is no such process. */
async function startOf(pid: number): Promise<string | null | 'none'> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if (systemCode(error) !== 'EPERM') return 'none';
  }
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return null;
  // Month names and hours follow the surroundings of the caller unless they are pinned.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const told = await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env }).catch(() => null);
  return told?.stdout.trim() || null;
}

async function linuxStart(pid: number): Promise<string | null | 'none'> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only its parent hasn't been told yet.
  if (fields[0] === 'Z' || fields[0] === 'X') return 'none';
  return fields[19] ?? null;
}

async function bootIdentity(): Promise<string | null> {
  if (process.platform === 'linux') return firstLine('/proc/sys/kernel/random/boot_id');
  if (process.platform !== 'darwin') return null;
  const told = await run('sysctl', ['-n', 'kern.bootsessionuuid']).catch(() => null);
  return told?.stdout.trim() || null;
}

async function firstLine(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n')[0]?.trim() || null;
}
