import ConfirmLink from './ConfirmLink.tsx';
import PathPicker from './PathPicker.tsx';
import { useQuestions } from './questions.ts';

/** Shows, one at a time, what a host without native dialogs asks of the page. On the desktop nothing ever comes. */
export default function HostDialogs() {
  const { question, answer } = useQuestions();
  if (question === undefined) return null;
  return question.kind === 'confirmLink' ? (
    <ConfirmLink key={question.id} url={question.url} onAnswer={answer} />
  ) : (
    <PathPicker key={question.id} question={question} onAnswer={answer} />
  );
}
