import { Button } from '@mantine/core';
import { IconReload } from '@tabler/icons-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { detailsOf, referenceOf } from '../client/failures.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import classes from './ErrorBoundary.module.css';

interface Broken {
  readonly error: unknown;
  readonly where: string;
}

interface Props {
  readonly children: ReactNode;
  /** Stands beside the notice as it stood beside the screen. */
  readonly beside?: ReactNode;
}

/** Catches a defect of a screen: says so plainly, and hands over what a report of it needs. */
export class ErrorBoundary extends Component<Props, { broken: Broken | null }> {
  override state: { broken: Broken | null } = { broken: null };

  static getDerivedStateFromError(error: unknown) {
    return { broken: { error, where: '' } };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ broken: { error, where: componentStack ?? '' } });
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === null) return this.props.children;
    const reference = referenceOf(broken.error);
    return (
      <div role="alert" className={classes['broken']}>
        <h1 tabIndex={-1}>This screen broke</h1>
        <p>
          Leadline made a mistake while showing it. Your workspace is untouched, and work that was running
          goes on. Reload the window; if it happens again, copy the report and send it with what you were
          doing.
        </p>
        <div className={classes['actions']}>
          <Button
            leftSection={<IconReload size={16} stroke={1.75} aria-hidden />}
            onClick={() => location.reload()}
          >
            Reload
          </Button>
          <CopyButton value={reportOf(reference, broken)} label="Copy report" />
          <code>{reference}</code>
        </div>
        {this.props.beside}
      </div>
    );
  }
}

function reportOf(reference: string, { error, where }: Broken): string {
  return [`Reference: ${reference}`, `Screen: ${location.pathname}`, detailsOf(error), where].join('\n');
}
