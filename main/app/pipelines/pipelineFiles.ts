import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { type Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { STEP_KINDS, type StepKind } from '../../../shared/domain/pipeline/step.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Definitions, WrittenPipeline } from '../../pipelines/definition/definitions.ts';
import type { Known, KnownCommand } from '../../pipelines/definition/known.ts';
import { writePipeline } from '../../pipelines/definition/writePipeline.ts';
import { diskFailure, isAbsent } from '../../workspace/diskFailure.ts';
import { createQueue } from '../../workspace/queue.ts';
import { saveWorkspaceText } from '../saveWorkspaceText.ts';
import { knownAround } from './knownAround.ts';
import { listedFiles } from './listedFiles.ts';
import { notNamed, unreadableFile } from './pipelineFaults.ts';
import { fileOf, PIPELINES, readPipelineFile } from './readPipelineFile.ts';
import { workspaceYaml } from './workspaceYaml.ts';
import { writtenPipeline } from './writtenPipeline.ts';

/** What a person has before it is kept: the text itself, or a form's value and the text it goes into. */
export type PipelineDraft =
  | { readonly text: string }
  /** `over` left out: the text the file has. */
  | { readonly value: Pipeline; readonly over?: string | undefined };

export interface PipelineFiles extends Definitions {
  /** A draft as if it were the file; nothing is kept. */
  check(name: string, draft: PipelineDraft): Promise<WrittenPipeline>;
  /**
   * `expected` is the text it was read as, null for a new one: a file that says something else by now is left alone. A text
   * is kept with its faults, as any editor keeps it; a form's value only without.
   */
  save(name: string, draft: PipelineDraft, expected: string | null): Promise<Result<WrittenPipeline>>;
  /** Its file. Its runs stay on record. */
  remove(name: string): Promise<Result<void>>;
  /** What pipelines are checked against now. */
  known(): Promise<Known>;
}

export interface PipelineFilesOptions {
  readonly current: () => OpenWorkspace | null;
  /** Left out: all kinds. */
  readonly runnable?: readonly StepKind[];
  /** Left out: commands aren't checked. */
  readonly commands?: readonly KnownCommand[];
  readonly relations?: () => Promise<readonly RelationName[] | null>;
}

const MOST_PIPELINES = 1_000;
const AT_ONCE = 16;

interface Memory {
  readonly key: string;
  /** What they were checked against. */
  readonly known: string;
  readonly byName: ReadonlyMap<string, WrittenPipeline>;
}

/** Reads again when the workspace changed, and parses only what has another text, or other surroundings. */
export function createPipelineFiles(options: PipelineFilesOptions): PipelineFiles {
  const inTurn = createQueue();
  const writing = createQueue();
  let memory: Memory = { key: '', known: '', byName: new Map() };
  let saved = 0;

  async function known(): Promise<Known> {
    const workspace = options.current();
    return knownAround(workspace, {
      runnable: options.runnable ?? STEP_KINDS,
      commands: options.commands ?? null,
      relations: (await options.relations?.()) ?? null,
    });
  }

  /** One reading at a time: a second one would only do the same again. */
  function read(): Promise<ReadonlyMap<string, WrittenPipeline>> {
    return inTurn(async () => {
      const workspace = options.current();
      if (workspace === null) return new Map();
      const key = JSON.stringify([workspace.path, workspace.revision, saved]);
      if (memory.key === key) return memory.byName;
      const around = await known();
      const fingerprint = JSON.stringify([workspace.path, around]);
      const names = await listedFiles(workspace.path, PIPELINES, '.yml');
      const old = memory.known === fingerprint ? memory.byName : new Map<string, WrittenPipeline>();
      const byName = new Map<string, WrittenPipeline>();
      const listed = (names ?? []).slice(0, MOST_PIPELINES).map((name) => name.slice(0, -'.yml'.length));
      for (let start = 0; start < listed.length; start += AT_ONCE) {
        const batch = listed.slice(start, start + AT_ONCE);
        const found = await Promise.all(
          batch.map((name) => readOne(workspace.path, name, around, old.get(name))),
        );
        for (const one of found) if (one !== null) byName.set(one.name, one);
      }
      memory = { key, known: fingerprint, byName };
      return byName;
    });
  }

  async function readOne(
    workspace: string,
    name: string,
    around: Known,
    old: WrittenPipeline | undefined,
  ): Promise<WrittenPipeline | null> {
    const found = await readPipelineFile(workspace, name);
    if (found === null) return null;
    if (found.is === 'unreadable')
      return {
        name: name as PipelineName,
        file: fileOf(name),
        text: '',
        pipeline: null,
        problems: [found.problem],
      };
    return old?.text === found.text && old.text !== '' ? old : writtenPipeline(name, found.text, around);
  }

  async function textOf(name: string, draft: PipelineDraft): Promise<string> {
    if ('text' in draft) return draft.text;
    const workspace = options.current();
    const asks = draft.over === undefined && PipelineName.safeParse(name).success;
    const file = asks && workspace ? await readPipelineFile(workspace.path, name) : null;
    const over = draft.over ?? (file?.is === 'text' ? file.text : null);
    return writePipeline(over, draft.value, workspaceYaml);
  }

  return {
    async all() {
      return [...(await read()).values()];
    },
    async get(name) {
      return (await read()).get(name) ?? null;
    },
    pools: () => options.current()?.config?.pools ?? {},
    known,
    async check(name, draft) {
      return writtenPipeline(name, await textOf(name, draft), await known());
    },
    async save(name, draft, expected) {
      const workspace = options.current();
      if (workspace === null) return noWorkspace();
      if (!PipelineName.safeParse(name).success) return notNamed(name);
      const text = await textOf(
        name,
        'value' in draft && draft.over === undefined ? { ...draft, over: expected ?? '' } : draft,
      );
      const written = writtenPipeline(name, text, await known());
      if ('value' in draft && written.pipeline === null) return unreadableFile(written);
      // Of two that have seen the same text, the second must see what the first has written.
      const kept = await writing(() => saveWorkspaceText(workspace.path, fileOf(name), text, expected));
      if (!kept.ok) return kept;
      saved++;
      return ok(written);
    },
    async remove(name) {
      const workspace = options.current();
      if (workspace === null) return noWorkspace();
      if (!PipelineName.safeParse(name).success) return notNamed(name);
      try {
        await rm(join(workspace.path, PIPELINES, `${name}.yml`));
      } catch (error) {
        if (!isAbsent(error))
          return diskFailure(error, { doing: `remove ${fileOf(name)}`, folder: workspace.path });
      }
      saved++;
      return ok(undefined);
    },
  };
}

function noWorkspace(): Result<never> {
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'No workspace is open.',
    next: 'Open one, then try again.',
  });
}
