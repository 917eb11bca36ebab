import type { EChartsCoreOption } from 'echarts/core';
import type { ChartLook } from './chart.ts';
import { describedSvg } from './svgText.ts';

export interface Picture {
  readonly option: EChartsCoreOption;
  readonly look: ChartLook;
  readonly title: string;
  readonly summary: string;
  readonly width: number;
  readonly height: number;
}

/** Drawn anew without a page, so that it doesn't hold what the pointer is over. */
export async function svgPicture({ option, look, title, summary, width, height }: Picture): Promise<string> {
  const { init } = await import('./engine.ts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, backgroundColor: look.surface });
    return describedSvg(chart.renderToSVGString(), title, summary);
  } finally {
    chart.dispose();
  }
}

/** Twice as fine as the screen, for print. */
export async function pngPicture({ option, look, width, height }: Picture): Promise<Blob> {
  const { init } = await import('./engine.ts');
  const canvas = document.createElement('canvas');
  const chart = init(canvas, null, { renderer: 'canvas', devicePixelRatio: 2, width, height });
  try {
    chart.setOption({ ...option, backgroundColor: look.surface });
    chart.getZr().flush();
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) =>
        blob === null ? reject(new Error('The picture could not be encoded.')) : resolve(blob),
      ),
    );
  } finally {
    chart.dispose();
  }
}

export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function fileName(title: string, ending: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${name || 'chart'}.${ending}`;
}
