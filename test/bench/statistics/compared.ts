import type { Benchmark } from '../benchmark.ts';
import { type PeerProcess, startPeer, versionOf } from './peerProcess.ts';
import { DAYS, series, type Work } from './work.ts';

export interface Comparison {
  readonly name: string;
  readonly aim: number;
  readonly repeats: number;
  /** What the peer calls it. */
  readonly work: string;
  /** How many times as much as the peer we do. */
  readonly times: number;
  readonly label: string;
  readonly ours: Work;
  /** As much as the peer does, where that is less. */
  readonly check?: Work;
}

interface Opened {
  readonly peer: PeerProcess;
  readonly label: string;
  readonly version: string;
}

/** The checksums have to agree before anything is timed. */
export function compared(
  open: () => Promise<Opened | string>,
  { name, aim, repeats, work, times, label, ours, check = ours }: Comparison,
): Benchmark {
  return {
    name,
    unit: 'ms',
    repeats,
    aim: { ratio: aim },
    async open() {
      const opened = await open();
      if (typeof opened === 'string') return opened;
      const { peer, version } = opened;
      const { checksum } = await peer.ask(work);
      const own = check();
      if (!(Math.abs(checksum - own) <= 1e-9 * Math.abs(own)))
        throw new Error(`${name}: the peer finds ${checksum}, we find ${own}.`);
      return {
        ours: { label, run: async () => timed(ours) },
        peer: {
          label: opened.label,
          version,
          run: async () => (await peer.ask(work)).ms * times,
        },
        close: () => peer.close(),
      };
    },
  };
}

function timed(work: Work): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

export async function openR(label: string): Promise<Opened | string> {
  const said = versionOf('Rscript', ['--version']);
  if (said === null) return 'R is absent (no Rscript on the path), so there is nothing to compare with.';
  const peer = startPeer('Rscript', 'statistics.R', series, DAYS);
  return { peer, label, version: /\d+\.\d+\.\d+/.exec(said)?.[0] ?? said };
}

export async function openNumpy(): Promise<Opened | string> {
  const said = versionOf('python3', ['-c', 'import numpy; print(numpy.__version__)']);
  if (said === null) return 'numpy is absent (python3 can’t import it), so there is nothing to compare with.';
  const peer = startPeer('python3', 'statistics.py', series, DAYS);
  return { peer, label: 'numpy, batched FFT', version: said };
}
