import { Button } from '@mantine/core';
import { IconSchema } from '@tabler/icons-react';
import { Link } from 'wouter';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import classes from '../models.module.css';

export default function NoNodes({ folder }: { folder: string }) {
  return (
    <EmptyState
      icon={IconSchema}
      title="The project has no models yet"
      action={
        <>
          <CopyButton value={folder} label="Copy the folder’s path" />
          <Button component={Link} href="/" variant="default">
            New workspace from a template
          </Button>
        </>
      }
    >
      <p>
        Put a .sql file into models/, such as models/staging/stg_orders.sql with a select from what was
        loaded. It appears here as soon as it is saved.
      </p>
      <p>
        <code className={classes['path']}>{folder}</code>
      </p>
    </EmptyState>
  );
}
