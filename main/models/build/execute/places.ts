import type { BuildPlace } from '../../../warehouse/builds.ts';
import type { Made } from '../nodeRun.ts';

/** Where relations are while a build goes on: targets that this build has candidates of, and the candidates. */
export interface Places {
  current(place: BuildPlace): BuildPlace;
  made(id: string, made: Made): void;
  /** It failed after all: `current` answers the target again. */
  forget(id: string): void;
  of(id: string): Made | undefined;
  /** After publishing everything is where readers see it. */
  settle(): void;
}

export function createPlaces(): Places {
  const byNode = new Map<string, Made>();
  let byTarget = new Map<string, BuildPlace>();
  return {
    current: (place) => byTarget.get(key(place)) ?? place,
    made(id, made) {
      byNode.set(id, made);
      byTarget.set(key(made.target), made.candidate);
    },
    forget(id) {
      const made = byNode.get(id);
      if (made === undefined) return;
      byNode.delete(id);
      byTarget.delete(key(made.target));
    },
    of: (id) => byNode.get(id),
    settle() {
      byTarget = new Map();
    },
  };
}

/** Without the database: there is one, and macros leave it out now and then. */
function key({ schema, identifier }: BuildPlace): string {
  return JSON.stringify([schema, identifier]);
}
