import { layOut, type ToLayOut } from './layout.ts';

/** Beside the page, so that hundreds of nodes never make it wait. */
addEventListener('message', ({ data }: MessageEvent<{ turn: number; asked: ToLayOut }>) => {
  postMessage({ turn: data.turn, laidOut: layOut(data.asked) });
});
