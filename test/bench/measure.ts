import type { Benchmark, Contest, Side } from './benchmark.ts';

export interface Figure {
  readonly label: string;
  /** Medians over the repeats. */
  readonly value: number;
  /** Of this process, for one run. */
  readonly cpuSeconds: number;
}

export interface Result {
  readonly name: string;
  readonly unit: Benchmark['unit'];
  readonly repeats: number;
  readonly ours: Figure;
  readonly peer?: Figure & { readonly version: string };
  readonly ratio?: number;
  readonly aim: string;
  readonly met: boolean;
}

/** Ours and the peer in turn, A B A B: a machine that slows down half-way slows both. */
export async function measure(benchmark: Benchmark, contest: Contest, smoke: boolean): Promise<Result> {
  const { ours, peer } = contest;
  const samples = { ours: [] as Sample[], peer: [] as Sample[] };
  const repeats = smoke ? 1 : benchmark.repeats;
  for (let round = smoke ? 0 : -1; round < repeats; round += 1) {
    const own = await sample(ours, benchmark);
    const other = peer === undefined ? undefined : await sample(peer, benchmark);
    // The round before the first only warms up.
    if (round === -1) continue;
    samples.ours.push(own);
    if (other !== undefined) samples.peer.push(other);
  }
  const own = figure(ours.label, samples.ours);
  if (peer === undefined) return { ...facts(benchmark, repeats), ours: own, ...judge(benchmark, own.value) };
  const other = figure(peer.label, samples.peer);
  return {
    ...facts(benchmark, repeats),
    ours: own,
    peer: { ...other, version: peer.version },
    ratio: own.value / other.value,
    ...judge(benchmark, own.value, other.value),
  };
}

interface Sample {
  readonly value: number;
  readonly cpuSeconds: number;
}

async function sample(side: Side, { unit, operations = 1 }: Benchmark): Promise<Sample> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const given = await side.run();
  const elapsed = performance.now() - started;
  const cpu = process.cpuUsage(cpuBefore);
  const time = (unit === 's' ? elapsed / 1000 : elapsed) / operations;
  return { value: given ?? time, cpuSeconds: (cpu.user + cpu.system) / 1_000_000 };
}

function facts({ name, unit }: Benchmark, repeats: number): Pick<Result, 'name' | 'unit' | 'repeats'> {
  return { name, unit, repeats };
}

function figure(label: string, samples: readonly Sample[]): Figure {
  return {
    label,
    value: median(samples.map(({ value }) => value)),
    cpuSeconds: median(samples.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

export function judge(
  { aim, unit }: Pick<Benchmark, 'aim' | 'unit'>,
  ours: number,
  peer = Number.NaN,
): { aim: string; met: boolean } {
  if ('ratio' in aim) return { aim: `≤ ${aim.ratio}×`, met: ours <= aim.ratio * peer };
  if ('adds' in aim) return { aim: `adds ≤ ${aim.adds} ${unit}`, met: ours - peer <= aim.adds };
  return { aim: `≤ ${aim.absolute} ${unit}`, met: ours <= aim.absolute };
}
