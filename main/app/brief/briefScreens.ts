import type { Brief, Directive } from '../../../shared/contract/brief.ts';
import type { Decision } from '../../../shared/domain/directive.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { InsightSurroundings } from '../insightScreens.ts';
import { decideDirective } from './decideDirective.ts';
import { madeWords } from './madeWords.ts';
import { makeBrief } from './makeBrief.ts';
import { markSeen } from './markSeen.ts';
import { readBrief } from './readBrief.ts';

/** What the calls of brief ask. */
export interface BriefScreens {
  read(signal?: AbortSignal): Promise<Result<Brief>>;
  decide(id: string, decision: Decision, signal?: AbortSignal): Promise<Result<Directive>>;
  seen(signal?: AbortSignal): Promise<Result<{ at: string }>>;
  make(): Result<JobId>;
}

export function createBriefScreens(around: InsightSurroundings): BriefScreens {
  const { warehouse, clock, zone } = around;

  /** The store of the open workspace, and where its files are. */
  async function opened() {
    const workspace = around.current();
    if (workspace === null)
      return fail('WORKSPACE_NOT_OPEN', {
        message: 'The brief belongs to a workspace, and none is open.',
        next: 'Open a workspace, then try again.',
      });
    const held = await warehouse.get();
    return held.ok ? ok({ store: held.value.store, folder: workspace.path }) : held;
  }

  return {
    async read(signal) {
      const place = await opened();
      if (!place.ok) return place;
      const { qualityScreens: quality, sourceScreens: sources } = around;
      return readBrief({ ...place.value, clock, zone: zone(), quality, sources }, signal);
    },

    async decide(id, decision) {
      const place = await opened();
      if (!place.ok) return place;
      return decideDirective(place.value, { id, decision }, { now: clock(), zone: zone() });
    },

    async seen() {
      const place = await opened();
      return place.ok ? markSeen(place.value, clock()) : place;
    },

    make() {
      const workspace = around.current();
      const folder = workspace?.path ?? '';
      const currency = workspace?.config?.currency ?? 'EUR';
      return warehouse.start('Make the brief', async ({ store }, work) => {
        const made = await makeBrief({ store, folder, clock, zone: zone(), currency }, work);
        return made.ok ? ok(madeWords(made.value)) : made;
      });
    },
  };
}
