import { readdirSync, readFileSync } from 'node:fs';

/** Every argument list seen among the descendants of a process. Anyone on a machine may read them while they run. */
export interface ArgumentWatch {
  stop(): string[];
}

export function watchArguments(ancestor: number, every = 200): ArgumentWatch {
  const seen = new Set<string>();
  const look = () => {
    for (const line of argumentsBelow(ancestor)) seen.add(line);
  };
  const timer = process.platform === 'linux' ? setInterval(look, every) : undefined;
  return {
    stop() {
      clearInterval(timer);
      return [...seen];
    },
  };
}

/** Linux shows processes as files; elsewhere there is nothing to look at and the answer is empty. */
export function argumentsBelow(ancestor: number): string[] {
  const parents = new Map(processIds().map((pid) => [pid, parentOf(pid)]));
  const belongs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || belongs(parent));
  };
  return [...parents.keys()]
    .filter(belongs)
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim())
    .filter((line) => line !== '');
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The name before it may hold spaces and brackets, so the fields are counted from its end. */
function parentOf(pid: number): number | undefined {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ');
  return fields?.[1] === undefined ? undefined : Number(fields[1]);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
