import type { FileChecks } from '../workspace/files/readWorkspace.ts';

/** What the domains find in the files that are theirs; read only where there are such files. */
export const fileChecks: FileChecks = {
  async pipeline(text, file) {
    const { pipelineProblems } = await import('./pipelines/writtenPipeline.ts');
    return pipelineProblems(text, file);
  },
  async trends(text) {
    const { writtenTrends } = await import('./trends/trendsFile.ts');
    return writtenTrends(text).problems;
  },
  async study(text, file) {
    const { studyProblems } = await import('./studies/studyFiles.ts');
    return studyProblems(text, file);
  },
  async brief(text) {
    const { writtenBrief } = await import('./brief/briefFiles.ts');
    return writtenBrief(text).problems;
  },
  async notes(text) {
    const { noteProblems } = await import('./explorer/notes/ownNotes.ts');
    return noteProblems(text);
  },
};
