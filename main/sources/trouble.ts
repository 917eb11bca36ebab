import type { Failure } from '../../shared/errors/failure.ts';

/**
 * How a stream can fail. `config`: what the person entered or may do (a key, a permission, an address); `system`: the answer is
 * not what the connector expects; `transient`: trying again later helps; `unsupported`: a component we don't have;
 * `loop`: paging that never ends.
 */
export type TroubleKind = 'config' | 'system' | 'transient' | 'unsupported' | 'loop';

/**
 * What goes wrong while a connector is carried out, thrown from its depth and turned into a `Result` or an event at the front
 * doors (`openSource`, `StreamReader.read`, `check`): nothing outside of main/sources meets it.
 */
export class Trouble extends Error {
  readonly kind: TroubleKind;
  readonly failure: Failure;

  constructor(kind: TroubleKind, failure: Failure) {
    super(failure.message);
    this.kind = kind;
    this.failure = failure;
  }
}
