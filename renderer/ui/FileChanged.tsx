import { Button } from '@mantine/core';
import { useState } from 'react';
import { Code } from './Code.tsx';
import classes from './FileChanged.module.css';
import { State } from './State.tsx';

/** Somebody, or a text editor, wrote the file while it was being changed here: nothing is lost before a person chose. */
export default function FileChanged({
  file,
  text,
  onTake,
  onKeep,
}: {
  file: string;
  text: string;
  onTake: () => void;
  onKeep: () => void;
}) {
  const [shown, setShown] = useState(false);
  return (
    <div role="alert" className={classes['notice']}>
      <State state="warning">{file} was changed meanwhile</State>
      <p>
        It was written by another hand after you opened it here. Saving yours would replace what is there now.
      </p>
      <div className={classes['buttons']}>
        <Button variant="default" onClick={onTake}>
          Take the file, drop my changes
        </Button>
        <Button variant="default" onClick={onKeep}>
          Keep mine, replace it when I save
        </Button>
        <Button variant="subtle" color="gray" aria-expanded={shown} onClick={() => setShown(!shown)}>
          What the file says now
        </Button>
      </div>
      {shown && <Code label={`${file} as it is now`} text={text} />}
    </div>
  );
}
