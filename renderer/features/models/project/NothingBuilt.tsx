import { State } from '../../../ui/State.tsx';
import classes from '../models.module.css';

export default function NothingBuilt() {
  return (
    <div className={classes['panelBox']}>
      <State state="idle">Nothing has been built yet</State>
      <p className={classes['quiet']}>
        Build makes every relation beside what readers see, asks its checks, and publishes all of them in one
        step. A check that fails keeps readers on what they had.
      </p>
    </div>
  );
}
