import { Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Exchange, SourceName } from '../../../../shared/contract/sources.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State, type StateKind } from '../../../ui/State.tsx';
import classes from '../sources.module.css';

/** What was asked and answered the last time, request by request; secrets are starred. */
export default function Trace({ name, onClose }: { name: SourceName; onClose: () => void }) {
  const trace = useQuery({ ...useCalls().sources.trace.queryOptions({ input: { name } }), gcTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Last requests of ${name}`}
      size="80rem"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <p className={classes['quiet']}>Of the last extraction, test or preview, without anything secret.</p>
        {trace.isError && <FailureNotice failure={failureOf(trace.error)} />}
        {trace.data?.length === 0 && (
          <p className={classes['quiet']}>Nothing was asked yet. Test the connection, or extract.</p>
        )}
        <ol className={classes['lines']} aria-label="Requests">
          {trace.data?.map((exchange) => (
            <li key={exchange.id}>
              <One exchange={exchange} />
            </li>
          ))}
        </ol>
      </Stack>
    </Modal>
  );
}

function One({ exchange }: { exchange: Exchange }) {
  const formats = useFormats();
  const { method, url, status, stream, milliseconds, waitedMs, failure } = exchange;
  const waited = waitedMs < 1 ? '' : `, after waiting ${formats.number(Math.round(waitedMs))} ms`;
  return (
    <details>
      <summary>
        <State state={standing(status)}>{status ?? 'no answer'}</State> {method}{' '}
        <span className={classes['wrapping']}>{url}</span>{' '}
        <span className={classes['quiet']} data-figures>
          {stream}, {formats.number(Math.round(milliseconds))} ms{waited}
        </span>
      </summary>
      <div className={classes['fold']}>
        {failure !== null && <p className={classes['wrapping']}>{failure}</p>}
        <Part title="Asked" headers={exchange.requestHeaders} body={exchange.requestBody} />
        <Part title="Answered" headers={exchange.responseHeaders} body={exchange.responseBody} />
        {exchange.responseBody === null && exchange.responseBytes > 0 && (
          <p className={classes['quiet']}>
            Of the answer, {formats.bytes(exchange.responseBytes)} are not kept.
          </p>
        )}
      </div>
    </details>
  );
}

function Part({
  title,
  headers,
  body,
}: {
  title: string;
  headers: Exchange['requestHeaders'];
  body: string | null;
}) {
  if (headers.length === 0 && body === null) return null;
  return (
    <section aria-label={title}>
      <p className={classes['quiet']}>{title}</p>
      <pre className={classes['exchange']}>
        {headers.map(([header, value]) => `${header}: ${value}\n`).join('')}
        {body === null ? '' : `\n${body}`}
      </pre>
    </section>
  );
}

function standing(status: number | null): StateKind {
  if (status === null || status >= 500) return 'broken';
  return status >= 400 ? 'warning' : 'ok';
}
