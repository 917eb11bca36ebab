import { cpus, loadavg } from 'node:os';
import type { Result } from './measure.ts';

const HEAD = ['benchmark', 'ours', 'peer', 'ratio', 'aim', 'met', 'cpu s ours/peer', 'peer is'];

/** One row a benchmark, in columns as wide as they need to be. */
export function table(results: readonly Result[]): string {
  const rows = [HEAD, ...results.map(row)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function row(result: Result): string[] {
  const { ours, peer, unit } = result;
  return [
    result.name,
    `${amount(ours.value)} ${unit}`,
    peer === undefined ? '–' : `${amount(peer.value)} ${unit}`,
    result.ratio === undefined ? '–' : `${amount(result.ratio)}×`,
    result.aim,
    result.met ? 'yes' : 'not yet',
    `${amount(ours.cpuSeconds)} / ${peer === undefined ? '–' : amount(peer.cpuSeconds)}`,
    peer === undefined ? '–' : `${peer.label} ${peer.version}`,
  ];
}

/** Three digits that count. */
export function amount(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}

/** Where the figures were taken: without it they mean nothing to anyone else. */
export function machine(): { node: string; platform: string; cores: number; load: number } {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cores: cpus().length,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
