import { useQuery } from '@tanstack/react-query';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { useFresh } from '../../../client/useFresh.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import MissingProject from './MissingProject.tsx';
import ProjectProblems from './ProjectProblems.tsx';
import ReadProject from './ReadProject.tsx';

/** The project as it is read from the workspace's files, or what is to be done so that there is one. */
export default function ProjectScreen() {
  useFresh(useCalls().models.key());
  const project = useQuery({
    ...useCalls().models.project.queryOptions(),
    placeholderData: (before) => before,
  });
  if (project.isError)
    return (
      <Page title="Models">
        <FailureNotice failure={failureOf(project.error)} retry={() => void project.refetch()} />
      </Page>
    );
  if (project.data === undefined) return <Page title="Models" lead="Reading the project…" />;
  const picture = project.data;
  switch (picture.state) {
    case 'missing':
      return <MissingProject folder={picture.folder} />;
    case 'unreadable':
      return (
        <Page title="Models" lead="The project can’t be read until these are mended.">
          <ProjectProblems problems={picture.problems} />
        </Page>
      );
    case 'read':
      return <ReadProject project={picture} />;
  }
}
