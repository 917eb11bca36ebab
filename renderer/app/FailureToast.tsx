import type { Failure } from '../../shared/errors/failure.ts';
import { CopyButton } from '../ui/CopyButton.tsx';

export function FailureToast({ failure: { next, reference } }: { failure: Failure }) {
  return (
    <>
      <p>{next}</p>
      {reference !== undefined && <CopyButton value={reference} label={`Copy reference ${reference}`} />}
    </>
  );
}
