import type { PlainMap } from '../project/plain.ts';
import { ConfigCall } from '../project/render/configCall.ts';

/**
 * `config` of the second pass. Settled is what folders, property files and the first pass said, in the order of who wins;
 * a call can only add what the first pass didn't reach.
 */
export class FixedConfig extends ConfigCall {
  private readonly settled: PlainMap;

  constructor(settled: PlainMap) {
    super(settled);
    this.settled = settled;
  }

  override get all(): PlainMap {
    return { ...this.calls, ...this.settled };
  }
}
