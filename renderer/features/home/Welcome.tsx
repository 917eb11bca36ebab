import { Button } from '@mantine/core';
import { IconBulb, IconFolderOpen, IconFolderPlus, IconHourglass, IconTrophy } from '@tabler/icons-react';
import { useRunAction } from '../../app/actions.tsx';
import { Page } from '../../ui/Page.tsx';
import DemoOffer from './DemoOffer.tsx';
import classes from './home.module.css';
import RecentWorkspaces from './RecentWorkspaces.tsx';

const QUESTIONS = [
  {
    icon: IconHourglass,
    text: 'How long after something trends do your sales follow, and can you act in time?',
  },
  { icon: IconTrophy, text: 'Which platform leads your sales most strongly?' },
  { icon: IconBulb, text: 'What should you do now: make, buy, list or hold?' },
];

/** What a person sees before any workspace is open. */
export default function Welcome() {
  const run = useRunAction();
  return (
    <Page
      title="Welcome to Leadline"
      lead="From your own data, on your own machine, Leadline is built to answer three questions, with every number open to audit."
    >
      <ol className={classes['questions']}>
        {QUESTIONS.map(({ icon: Glyph, text }) => (
          <li key={text}>
            <Glyph size={20} stroke={1.5} aria-hidden />
            <span>{text}</span>
          </li>
        ))}
      </ol>
      <div className={classes['start']}>
        <div className={classes['startButtons']}>
          <Button
            leftSection={<IconFolderPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() => run('new-workspace')}
          >
            New workspace
          </Button>
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={16} stroke={1.75} aria-hidden />}
            onClick={() => run('open-workspace')}
          >
            Open a folder
          </Button>
        </div>
        <DemoOffer />
        <p className={classes['quiet']}>
          A workspace is a folder of plain text files: yours to read, edit anywhere and keep in git.
        </p>
      </div>
      <RecentWorkspaces />
    </Page>
  );
}
