import classes from './panel.module.css';

/** One line however long it is, so that rows can be compared by eye. */
export function DiffCell({ value }: { value: string | null }) {
  if (value === null) return <span className={classes['quiet']}>empty</span>;
  return (
    <span className={classes['cell']} title={value.length > 30 ? value : undefined}>
      {value}
    </span>
  );
}
