import { unreachable } from '../troubles.ts';

/** How long one answer is waited for. Only waiting counts: a reader that thinks between two pieces uses nothing up. */
export interface Patience {
  /** `moved` tells of bytes that went either way. `late` is called once; the function handed back ends the waiting. */
  wait(moved: () => number, late: (trouble: Error) => void): () => void;
}

/** Of real time, whatever clock the source runs on: a server that doesn't answer moves no other. */
export function createPatience(
  bounds: { readonly idleMs: number; readonly totalMs: number },
  where: string,
): Patience {
  let used = 0;
  return {
    wait(moved, late) {
      const since = performance.now();
      let seen = moved();
      let movedAt = since;
      const usedNow = () => used + performance.now() - since;
      const nextLook = () => Math.max(1, Math.min(bounds.idleMs, bounds.totalMs - usedNow()));
      const look = () => {
        const now = moved();
        if (now !== seen) movedAt = performance.now();
        seen = now;
        // A timer may fire a little early.
        if (usedNow() >= bounds.totalMs - 1) late(tooLong(where, bounds.totalMs, 'took longer than'));
        else if (performance.now() - movedAt >= bounds.idleMs - 1)
          late(tooLong(where, bounds.idleMs, 'sent nothing for'));
        else timer = setTimeout(look, nextLook());
      };
      let timer = setTimeout(look, nextLook());
      return () => {
        clearTimeout(timer);
        used += performance.now() - since;
      };
    },
  };
}

function tooLong(where: string, milliseconds: number, what: string): Error {
  return unreachable(`${where} ${what} ${Math.max(1, Math.round(milliseconds / 1000))} s.`);
}
